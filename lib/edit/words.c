#include "edit/words.h"

#include "edit/wording.h"

const struct rq_words rq_words[] = {
	/* --- small words ---------------------------------------------------------- */
	{ EN, CLASS, RQ_WORD_STOP,
	  "a an the this that these those i me my we our us you your he his she her it its they "
	  "their them of in on at to for from by with as into onto over under between through "
	  "during before after up down out off about against among within across per via than "
	  "then so and or but if while when where which who whom whose is are was were be been "
	  "being am have has had having do does did will would can could should must there here "
	  "also too both such etc eg ie whereas although though however until since because" },
	{ DE, CLASS, RQ_WORD_STOP,
	  "der die das den dem des ein eine einer eines einem einen und oder aber mit von vom "
	  "zu zum zur im in an am auf für bei beim nach aus über unter durch gegen als wie ist "
	  "sind war waren wurde wurden werden wird hat haben sowie sich ich wir unser unsere "
	  "unserer sein seine ihr ihre es sie er auch um bis dass zwischen während" },
	{ FR, CLASS, RQ_WORD_STOP,
	  "le la les un une des de du et ou à au aux en dans par pour sur sous avec chez entre "
	  "vers comme que qui dont est sont été être ce cette ces son sa ses leur leurs nos "
	  "notre mon ma mes je nous il elle ainsi aussi mais afin" },
	{ ES, CLASS, RQ_WORD_STOP,
	  "el la los las un una unos unas de del y e o u a al en con por para sobre entre desde "
	  "hasta como que es son fue fueron ser su sus mi mis nuestro nuestra se lo le también "
	  "pero" },
	{ PT, CLASS, RQ_WORD_STOP,
	  "o a os as um uma uns umas de do da dos das e ou em no na nos nas ao à aos às com por "
	  "pelo pela para sobre entre desde até como que é são foi foram ser seu sua seus suas "
	  "meu minha se também mas" },
	{ IT, CLASS, RQ_WORD_STOP,
	  "il lo la i gli le un uno una di del dello della dei degli delle e ed o a al allo "
	  "alla ai agli alle in nel nello nella nei negli nelle con per su sul sulla sui tra "
	  "fra da dal dalla come che è sono era erano essere suo sua suoi mio mia si anche ma" },
	{ NL, CLASS, RQ_WORD_STOP,
	  "de het een en of van in op aan met voor bij uit over onder door naar tot als dat die "
	  "dit deze is zijn was waren werd werden wordt worden heeft hebben ook om te er ik wij "
	  "onze mijn maar" },
	{ EN, CLASS, RQ_WORD_PLAIN,
	  "using including experience skills skill background knowledge work working worked "
	  "together plus namely" },
	{ DE, CLASS, RQ_WORD_PLAIN, "erfahrung kenntnisse mittels einschliesslich" },
	{ FR, CLASS, RQ_WORD_PLAIN, "expérience compétences connaissances y compris" },
	{ ES, CLASS, RQ_WORD_PLAIN, "experiencia conocimientos incluyendo" },
	{ PT, CLASS, RQ_WORD_PLAIN, "experiência conhecimentos incluindo" },
	{ IT, CLASS, RQ_WORD_PLAIN, "esperienza competenze conoscenze inclusi" },
	{ NL, CLASS, RQ_WORD_PLAIN, "ervaring kennis inclusief" },
	{ EN | DE | FR | ES | PT | IT | NL, CLASS, RQ_WORD_AND,
	  "and or und oder sowie et ou y e o ed en of as plus" },
	{ EN | DE | FR | ES | PT | IT | NL, CLASS, RQ_WORD_BREAK,
	  "but while whereas although though however aber während mais pero mas ma maar" },
	{ EN | DE | FR | ES | PT | IT | NL, CLASS, RQ_WORD_RELATIVE,
	  "who which that whose whom qui dont que quien cui che" },

	/* --- what turns a claim round or holds it back ---------------------------- */
	{ 0, CLASS, RQ_WORD_NEGATION,
	  "no not never none nor neither without lacking lack lacks cannot non hardly barely "
	  "zero unable failed except excluding nicht kein keine keiner keinen keinem ohne nie "
	  "niemals weder sans ne pas jamais aucun aucune ni sin nunca ningún ninguna ninguno "
	  "jamás não sem nenhum nenhuma nem senza mai nessun nessuna né niet geen zonder nooit "
	  "noch" },
	{ 0, CLASS, RQ_WORD_HEDGE,
	  "help helps helped helping assist assists assisted assisting assistance aid aided "
	  "support supports supported supporting contribute contributes contributed "
	  "contributing contribution contributions participate participates participated "
	  "participating participation involved involvement exposure exposed familiar "
	  "familiarity aware awareness learn learns learned learnt learning study studied "
	  "studying studies attend attends attended attending shadow shadowed shadowing observe "
	  "observed observing join joined joining part member assistant assistants deputy "
	  "trainee trainees intern interns interned internship apprentice apprenticeship "
	  "student students junior basic basics beginner elementary limited some few little "
	  "partly partially partial occasionally occasional sometimes rarely planned proposed "
	  "tried trying attempted aimed aiming intended hoping hope want wanted wish willing "
	  "interest interested future if would could course courses coursework tutorial toy "
	  "mock simulated simulation prototype prototypes draft demo hypothetical co semi quasi "
	  "pseudo ex former vice sub acting interim reporting reported reports supervised "
	  "alongside" },
	{ 0, CLASS, RQ_WORD_HEDGE,
	  "half geholfen helfen unterstützt unterstützte unterstützen unterstützung mitgewirkt "
	  "mitwirkung mitarbeit mitgearbeitet beigetragen assistierte teilgenommen teilnahme "
	  "begleitet praktikum praktikant praktikantin werkstudent grundkenntnisse teilweise "
	  "geplant stellvertretend stellvertretender stellvertretende aidé aider aide participé "
	  "participation contribué assisté soutenu collaboré stage stagiaire apprenti notions "
	  "ayudé ayudar apoyé apoyo participé participación colaboré colaboración contribuí "
	  "prácticas becario becaria nociones básico básicos ajudei apoiei apoio participei "
	  "participação colaborei contribuí estágio estagiário noções básicos aiutato supporto "
	  "supportato partecipato collaborato contribuito tirocinio stagista nozioni geholpen "
	  "ondersteund ondersteunde meegewerkt bijgedragen stagiair basiskennis" },

	/* --- how much a verb claims ----------------------------------------------- */
	{ 0, TIER, RQ_TIER_HELP,
	  "help helps helped helping assist assists assisted assisting aided support supports "
	  "supported supporting contribute contributes contributed contributing participate "
	  "participates participated participating shadowed shadowing observed attended learned "
	  "learnt joined geholfen unterstützt unterstützte mitgewirkt mitgearbeitet beigetragen "
	  "assistierte teilgenommen aidé participé contribué assisté soutenu collaboré ayudé "
	  "apoyé colaboré contribuí ajudei apoiei participei colaborei aiutato supportato "
	  "partecipato collaborato contribuito geholpen ondersteund ondersteunde meegewerkt "
	  "bijgedragen" },
	{ 0, TIER, RQ_TIER_DO,
	  "use uses used test tests tested testing maintain maintains maintained maintaining "
	  "review reviews reviewed reviewing document documents documented documenting update "
	  "updates updated updating operate operates operated operating run runs ran running "
	  "handle handles handled handling process processed prepare prepares prepared "
	  "preparing perform performs performed performing execute executes executed executing "
	  "conduct conducts conducted conducting carried monitor monitors monitored monitoring "
	  "analyse analysed analyze analyzed write writes wrote written writing do does did "
	  "doing done fix fixes fixed fixing teach taught treat treated serve served betreut "
	  "betreute gepflegt getestet durchgeführt utilisé testé maintenu effectué probé "
	  "mantuve realicé testei mantive realizei usato testato mantenuto eseguito gebruikt "
	  "getest onderhouden uitgevoerd" },
	{ 0, TIER, RQ_TIER_BUILD,
	  "build builds built building develop develops developed developing create creates "
	  "created creating implement implements implemented implementing design designs "
	  "designed designing engineered deliver delivers delivered delivering launch launches "
	  "launched launching introduce introduces introduced introducing automate automated "
	  "automating migrate migrated migrating deploy deployed deploying optimise optimised "
	  "optimize optimized coordinate coordinates coordinated coordinating train trained "
	  "mentor mentored achieved entwickelt entwickelte entwickeln gebaut baute erstellt "
	  "erstellte implementiert implementierte eingeführt konzipiert aufgebaut koordiniert "
	  "développé créé construit conçu réalisé coordonné desarrollé creé construí implementé "
	  "diseñé coordiné desarrollado desenvolvi criei implementei projetei coordenei "
	  "sviluppato creato costruito implementato progettato coordinato ontwikkeld gebouwd "
	  "gemaakt ontworpen gecoördineerd" },
	{ 0, TIER, RQ_TIER_LEAD,
	  "lead leads led leading own owns owned owning manage manages managed managing head "
	  "heads headed heading direct directs directed directing supervise supervises "
	  "supervising oversee oversees oversaw overseeing overseen chair chaired chairing "
	  "spearhead spearheaded spearheading drive drives drove driven driving orchestrate "
	  "orchestrated architect architected responsible accountable command commanded "
	  "champion championed govern governed captained steered ownership leadership leite "
	  "leitete leiten geleitet leitung verantwortet verantwortete verantwortlich "
	  "verantwortung geführt führte dirigé dirigeais piloté géré encadré managé mené "
	  "responsable lideré liderado dirigí dirigido gestioné gestionado encabecé liderei "
	  "liderado dirigi geri gerenciei responsável guidato diretto gestito responsabile "
	  "geleid leidde beheerd verantwoordelijk aangestuurd" },
	{ 0, TIER, RQ_TIER_FOUND,
	  "founded founding cofounded invent invented inventing pioneer pioneered pioneering "
	  "establish established establishing gegründet gründete gründung fondé cofondé fundé "
	  "fundado fundei fondato opgericht" },
	{ 0, CLASS, RQ_WORD_NOUN,
	  "lead leads leading own head heads heading direct drive drives command champion "
	  "document documents test tests process design designs review reviews update updates "
	  "building train support aid help run runs architect chair pioneer leitung "
	  "verantwortung leadership ownership testing monitoring writing running operating "
	  "mentor founding" },

	/* --- reach and rank ------------------------------------------------------- */
	{ 0, CLASS, RQ_WORD_REACH,
	  "all every each any most more many much several multiple various numerous countless "
	  "entire whole wide worldwide nationwide countrywide global globally international "
	  "internationally enterprise daily weekly monthly hourly always constantly award "
	  "awards awarded winning best top first only largest biggest fastest highest lowest "
	  "greatest major significant significantly substantial substantially dramatic "
	  "dramatically massive massively huge critical key core strategic expert expertly "
	  "expertise proven extensive extensively highly deep deeply strong advanced "
	  "exceptional exceptionally outstanding excellent successful successfully class "
	  "cutting hundreds thousands millions billions dozens tens scratch large scale "
	  "scalable entirely fully completely single handedly solely independently personally "
	  "record everyone everywhere alle jeder jede sämtliche täglich weltweit bundesweit "
	  "landesweit unternehmensweit grösste führende führender preisgekrönt ausgezeichnet "
	  "zahlreiche tous toutes chaque quotidien quotidiennement mondial nombreux primé todos "
	  "todas cada diario diariamente mundial numerosos premiado diário mundial numerosos "
	  "tutti tutte ogni quotidiano giornaliero mondiale numerosi premiato alle elke "
	  "dagelijks wereldwijd landelijk talrijke bekroond" },
	{ 0, CLASS, RQ_WORD_SENIOR,
	  "senior sr lead principal staff chief head director directors vp president manager "
	  "executive cto ceo cfo coo cio ciso partner supervisor superintendent architect owner "
	  "founder cofounder leader consultant leiter leiterin teamleiter geschäftsführer "
	  "geschäftsführerin leitende leitender oberarzt chefarzt directeur directrice "
	  "responsable chef jefe jefa directora gerente chefe diretor diretora capo dirigente "
	  "direttore direttrice hoofd bedrijfsleider" },
	{ 0, CLASS, RQ_WORD_LEGAL,
	  "inc incorporated ltd limited llc llp plc gmbh ag kg se sa sarl sas srl spa bv nv co "
	  "corp corporation company group holding" },

	/* --- time ----------------------------------------------------------------- */
	{ 0, MONTH, 1, "january jan januar januari janvier enero janeiro gennaio" },
	{ 0, MONTH, 2, "february feb februar februari février febrero fevereiro febbraio" },
	{ 0, MONTH, 3, "march mar märz maart mars marzo março" },
	{ 0, MONTH, 4, "april apr avril abril aprile" },
	{ 0, MONTH, 5, "may mai mei mayo maio maggio" },
	{ 0, MONTH, 6, "june jun juni juin junio junho giugno" },
	{ 0, MONTH, 7, "july jul juli juillet julio julho luglio" },
	{ 0, MONTH, 8, "august aug augustus août agosto" },
	{ 0, MONTH, 9, "september sep sept septembre septiembre setembro settembre" },
	{ 0, MONTH, 10, "october oct oktober okt octobre octubre outubro ottobre" },
	{ 0, MONTH, 11, "november nov novembre noviembre novembro" },
	{ 0, MONTH, 12, "december dec dezember dez décembre diciembre dezembro dicembre" },

	/* --- numbers -------------------------------------------------------------- */
	{ EN, NUMERAL, 1, "one" },
	{ EN, NUMERAL, 2, "two" },
	{ EN, NUMERAL, 3, "three" },
	{ EN, NUMERAL, 4, "four" },
	{ EN, NUMERAL, 5, "five" },
	{ EN, NUMERAL, 6, "six" },
	{ EN, NUMERAL, 7, "seven" },
	{ EN, NUMERAL, 8, "eight" },
	{ EN, NUMERAL, 9, "nine" },
	{ EN, NUMERAL, 10, "ten" },
	{ EN, NUMERAL, 11, "eleven" },
	{ EN, NUMERAL, 12, "twelve dozen" },
	{ EN, NUMERAL, 13, "thirteen" },
	{ EN, NUMERAL, 14, "fourteen" },
	{ EN, NUMERAL, 15, "fifteen" },
	{ EN, NUMERAL, 16, "sixteen" },
	{ EN, NUMERAL, 17, "seventeen" },
	{ EN, NUMERAL, 18, "eighteen" },
	{ EN, NUMERAL, 19, "nineteen" },
	{ EN, NUMERAL, 20, "twenty" },
	{ EN, NUMERAL, 30, "thirty" },
	{ EN, NUMERAL, 40, "forty" },
	{ EN, NUMERAL, 50, "fifty" },
	{ EN, NUMERAL, 60, "sixty" },
	{ EN, NUMERAL, 70, "seventy" },
	{ EN, NUMERAL, 80, "eighty" },
	{ EN, NUMERAL, 90, "ninety" },
	{ DE | FR | ES | PT | IT | NL, NUMERAL, 2, "zwei deux dos dois duas due twee" },
	{ DE | FR | ES | PT | IT | NL, NUMERAL, 3, "drei trois tres três tre drie" },
	{ DE | FR | ES | PT | IT | NL, NUMERAL, 4, "vier quatre cuatro quatro quattro" },
	{ DE | FR | ES | PT | IT | NL, NUMERAL, 5, "fünf cinq cinco cinque vijf" },
	{ DE, NUMERAL, 6, "sechs" },
	{ ES | PT, NUMERAL, 6, "seis" },
	{ IT, NUMERAL, 6, "sei" },
	{ NL, NUMERAL, 6, "zes" },
	{ DE | FR | ES | PT | IT | NL, NUMERAL, 7, "sieben sept siete sete sette zeven" },
	{ DE | FR | ES | PT | IT | NL, NUMERAL, 8, "acht huit ocho oito otto" },
	{ DE | FR | ES | PT | IT | NL, NUMERAL, 9, "neun neuf nueve nove negen" },
	{ DE | FR | ES | PT | IT | NL, NUMERAL, 10, "zehn dix diez dez dieci tien" },
	{ DE | NL, NUMERAL, 11, "elf" },
	{ ES | FR | PT | IT, NUMERAL, 11, "once onze undici" },
	{ DE | FR | ES | PT | IT | NL, NUMERAL, 12, "zwölf douze doce doze dodici twaalf" },
	{ DE | FR | ES | PT | IT | NL, NUMERAL, 20, "zwanzig vingt veinte vinte venti twintig" },
	{ EN, SCALE, 2, "hundred" },
	{ DE | FR | ES | PT | IT | NL, SCALE, 2, "hundert cent cien cem cento honderd" },
	{ EN, SCALE, 3, "thousand k" },
	{ DE | FR | ES | PT | IT | NL, SCALE, 3, "tausend mille mil duizend" },
	{ EN, SCALE, 6, "million mn mio" },
	{ DE | FR | ES | PT | IT | NL, SCALE, 6,
	  "millionen millions millón millones milhão milhões milione milioni miljoen" },
	{ EN, SCALE, 9, "billion bn" },
	{ DE | FR | IT | NL, SCALE, 9,
	  "milliarde milliarden mrd milliard milliards miliardi miljard" },
	{ EN | DE | FR | ES | PT | IT | NL, UNIT, RQ_UNIT_PERCENT, "percent pct prozent procent" },
	{ EN | DE | FR | ES | PT | IT | NL, UNIT, RQ_UNIT_TIMES,
	  "x times fold mal fois veces vezes volte keer" },
	{ 0, CURRENCY, '$', "usd dollar dollars" },
	{ 0, CURRENCY, 'E', "eur euro euros" },
	{ 0, CURRENCY, 'L', "gbp pound pounds" },
	{ 0, CURRENCY, 'Y', "jpy yen" },
	{ 0, CURRENCY, 'F', "chf francs" },
	{ 0, CURRENCY, 'R', "inr rupees" },
	{ EN, BINDER, 1, "from" },
	{ EN, BINDER, 2, "to" },
	{ EN, BINDER, 3, "by" },
	{ EN, BINDER, 4, "over above exceeding" },
	{ EN, BINDER, 5, "than" },
	{ EN, BINDER, 6, "under below" },
	{ EN, BINDER, 7, "least minimum" },
	{ EN, BINDER, 8, "most maximum" },
	{ EN, BINDER, 9, "nearly almost" },
	{ EN, BINDER, 10, "about approximately around roughly circa ca approx some" },
	{ EN, BINDER, 11, "until" },
	{ EN, BINDER, 12, "since" },
	{ EN, BINDER, 13, "between" },
	{ EN, BINDER, 14, "within" },
	{ EN, BINDER, 15, "per" },
	{ EN, BINDER, 16, "every" },
	{ EN, BINDER, 17, "only just" },
	{ EN, BINDER, 18, "another extra additional" },
	{ DE, BINDER, 1, "von" },
	{ DE | NL, BINDER, 2, "auf bis tot" },
	{ DE, BINDER, 3, "um" },
	{ DE | FR | ES | PT | IT | NL, BINDER, 4, "über plus más mais oltre ruim meer mehr" },
	{ DE | NL, BINDER, 6, "unter onder" },
	{ DE | FR | ES | PT | IT | NL, BINDER, 7, "mindestens minimum mínimo almeno minstens" },
	{ DE | FR | ES | PT | IT | NL, BINDER, 9, "fast presque casi quase quasi bijna" },
	{ DE | FR | ES | PT | IT | NL, BINDER, 10,
	  "etwa rund ungefähr environ cerca circa ongeveer" },

	/* --- other wordings of the same: irregular forms, and pairs that claim no more --- */
	{ EN, GROUP, 1, "lead leads led leading" },
	{ EN, GROUP, 2, "build builds built building" },
	{ EN, GROUP, 3, "write writes wrote written writing" },
	{ EN, GROUP, 4, "run runs ran running" },
	{ EN, GROUP, 5, "make makes made making" },
	{ EN, GROUP, 6, "grow grows grew grown growing" },
	{ EN, GROUP, 7, "teach teaches taught teaching" },
	{ EN, GROUP, 8, "sell sells sold selling" },
	{ EN, GROUP, 9, "begin began begun beginning start starts started starting" },
	{ EN, GROUP, 10, "drive drives drove driven driving" },
	{ EN, GROUP, 11, "keep keeps kept keeping" },
	{ EN, GROUP, 12, "hold holds held holding" },
	{ EN, GROUP, 13, "bring brings brought bringing" },
	{ EN, GROUP, 14, "oversee oversees oversaw overseen overseeing" },
	{ EN, GROUP, 15, "take takes took taken taking" },
	{ EN, GROUP, 16, "give gives gave given giving" },
	{ EN, GROUP, 17, "win wins won" },
	{ EN, GROUP, 18, "speak speaks spoke spoken speaking" },
	{ EN, GROUP, 19, "deal deals dealt dealing" },
	{ EN, GROUP, 20, "reduce reduces reduced reducing cut cuts lowered lowering decreased" },
	{ EN, GROUP, 21, "improve improves improved improving enhance enhanced enhancing" },
	{ EN, GROUP, 22,
	  "analyse analysed analysing analyses analyze analyzed analyzing analyzes" },
	{ EN, GROUP, 23, "optimise optimised optimising optimize optimized optimizing" },
	{ EN, GROUP, 24, "organise organised organising organize organized organizing" },
	{ EN, GROUP, 25, "centre centres center centers" },
	{ EN, GROUP, 26, "programme programmes program programs" },
	{ EN, GROUP, 27, "help helps helped helping assist assists assisted assisting" },
	{ EN, GROUP, 28, "use uses used using" },
	{ EN, GROUP, 29, "find finds found finding" },
	{ EN, GROUP, 30, "send sends sent sending" },
};

const size_t rq_words_count = sizeof rq_words / sizeof rq_words[0];
