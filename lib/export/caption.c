#include "export/caption.h"

#include <stddef.h>
#include <string.h>

enum { LANGUAGES = 7 };

static const char *const codes[LANGUAGES] = { "en", "de", "fr", "es", "pt", "it", "nl" };

static const char *const words[RQ_CAPTIONS][LANGUAGES] = {
	[RQ_CAPTION_SUMMARY] = { "Summary", "Profil", "Profil", "Perfil", "Perfil", "Profilo",
				 "Profiel" },
	[RQ_CAPTION_WORK] = { "Experience", "Berufserfahrung", "Expérience professionnelle",
			      "Experiencia profesional", "Experiência profissional",
			      "Esperienza professionale", "Werkervaring" },
	[RQ_CAPTION_PROJECTS] = { "Projects", "Projekte", "Projets", "Proyectos", "Projetos",
				  "Progetti", "Projecten" },
	[RQ_CAPTION_EDUCATION] = { "Education", "Ausbildung", "Formation", "Formación", "Formação",
				   "Istruzione", "Opleiding" },
	[RQ_CAPTION_SKILLS] = { "Skills", "Kenntnisse", "Compétences", "Competencias",
				"Competências", "Competenze", "Vaardigheden" },
	[RQ_CAPTION_CERTIFICATES] = { "Certificates", "Zertifikate", "Certifications",
				      "Certificaciones", "Certificações", "Certificazioni",
				      "Certificaten" },
	[RQ_CAPTION_LANGUAGES] = { "Languages", "Sprachen", "Langues", "Idiomas", "Idiomas",
				   "Lingue", "Talen" },
	[RQ_CAPTION_VOLUNTEER] = { "Volunteering", "Ehrenamt", "Bénévolat", "Voluntariado",
				   "Voluntariado", "Volontariato", "Vrijwilligerswerk" },
	[RQ_CAPTION_AWARDS] = { "Awards", "Auszeichnungen", "Distinctions", "Premios", "Prêmios",
				"Premi", "Prijzen" },
	[RQ_CAPTION_PUBLICATIONS] = { "Publications", "Publikationen", "Publications",
				      "Publicaciones", "Publicações", "Pubblicazioni",
				      "Publicaties" },
	[RQ_CAPTION_INTERESTS] = { "Interests", "Interessen", "Centres d’intérêt", "Intereses",
				   "Interesses", "Interessi", "Interesses" },
	[RQ_CAPTION_REFERENCES] = { "References", "Referenzen", "Références", "Referencias",
				    "Referências", "Referenze", "Referenties" },
	[RQ_CAPTION_OTHER] = { "Further information", "Weitere Angaben", "Informations",
			       "Información", "Informações", "Info", "Andere gegevens" },
	[RQ_CAPTION_PRESENT] = { "Present", "heute", "aujourd’hui", "actualidad", "atualmente",
				 "oggi", "heden" },
	[RQ_CAPTION_COURSES] = { "Courses", "Kurse", "Cours", "Cursos", "Cursos", "Corsi",
				 "Vakken" },
	[RQ_CAPTION_SHEET] = { "Changes to your résumé", "Änderungen an Ihrem Lebenslauf",
			       "Modifications de votre CV", "Cambios en su currículum",
			       "Alterações no seu currículo", "Modifiche al suo curriculum",
			       "Wijzigingen in uw cv" },
	[RQ_CAPTION_CHANGES] = { "What was changed", "Was geändert wurde", "Ce qui a changé",
				 "Qué se ha cambiado", "O que foi alterado", "Che cosa è cambiato",
				 "Wat er is gewijzigd" },
	[RQ_CAPTION_NO_CHANGES] = { "Nothing: your résumé goes out as you wrote it.",
				    "Nichts: Ihr Lebenslauf bleibt, wie er ist.",
				    "Rien : votre CV part tel que vous l’avez écrit.",
				    "Nada: su currículum sale tal como usted lo escribió.",
				    "Nada: o seu currículo segue como o escreveu.",
				    "Niente: il suo curriculum parte come lei l’ha scritto.",
				    "Niets: uw cv gaat de deur uit zoals u het schreef." },
	[RQ_CAPTION_QUESTIONS] = { "Questions to you", "Fragen an Sie", "Questions pour vous",
				   "Preguntas para usted", "Perguntas para si", "Domande per lei",
				   "Vragen aan u" },
	[RQ_CAPTION_BEFORE] = { "Before", "Vorher", "Avant", "Antes", "Antes", "Prima",
				"Voorheen" },
	[RQ_CAPTION_AFTER] = { "After", "Nachher", "Après", "Después", "Depois", "Dopo", "Nu" },
	[RQ_CAPTION_ORDER] = { "New order", "Neue Reihenfolge", "Nouvel ordre", "Nuevo orden",
			       "Nova ordem", "Nuovo ordine", "Nieuwe volgorde" },
	[RQ_CAPTION_DROPPED] = { "Left out", "Weggelassen", "Omis", "Omitido", "Omitido", "Omesso",
				 "Weggelaten" },
	[RQ_CAPTION_CHECK] = { "Please check", "Bitte prüfen", "À vérifier", "Por favor, compruebe",
			       "Confirme, por favor", "Da verificare", "Graag controleren" },
	[RQ_CAPTION_CONFIRM] = { "Is every line true of you? Tell us what is not before the résumé "
				 "goes out.",
				 "Trifft jede Zeile auf Sie zu? Sagen Sie uns, was nicht stimmt, "
				 "bevor der Lebenslauf hinausgeht.",
				 "Vérifiez que chaque ligne est exacte. Dites-nous ce qui ne l’est "
				 "pas avant l’envoi du CV.",
				 "Compruebe que cada línea es cierta. Díganos lo que no lo sea "
				 "antes de enviar el currículum.",
				 "Confirme que cada linha é verdadeira. Diga-nos o que não for "
				 "antes de o currículo ser enviado.",
				 "Verifichi che ogni riga sia vera. Ci dica che cosa non lo è "
				 "prima che il curriculum parta.",
				 "Controleer of elke regel klopt. Laat ons weten wat niet klopt "
				 "voordat het cv de deur uit gaat." },
};

static size_t find(const char *language)
{
	for (size_t i = 0; language && i < LANGUAGES; i++)
		if (strcmp(codes[i], language) == 0)
			return i;
	return LANGUAGES;
}

const char *rq_caption(enum rq_caption caption, const char *language)
{
	size_t column = find(language);

	return words[caption][column < LANGUAGES ? column : 0];
}

const char *rq_caption_language(const char *language)
{
	size_t column = find(language);

	return column < LANGUAGES ? codes[column] : "";
}
