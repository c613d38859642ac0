/*
 * The words of export/caption.h, a language each. WORDS(code, the words in the
 * order of enum rq_caption). Dates are patterns: Y the year, m the month in two
 * digits, n without a zero, b its English name, D and d likewise the day. Titles
 * must be known to rq-ingest (resume/words.h), so that a document is read again
 * as it was; tests/cli/export_languages.t asks. Who includes this says what WORDS
 * is; that is why there is no guard.
 */
/* clang-format off */
WORDS("en", "Summary", "Experience", "Projects", "Education", "Skills", "Certificates", "Languages", "Volunteering",
      "Awards", "Publications", "Interests", "References", "Further information", "Present", "Courses", "Grade", "b Y", "d b Y",
      "Changes to your résumé", "What was changed", "Nothing: your résumé goes out as you wrote it.",
      "Questions to you", "Before", "After", "New order", "Left out", "Further, in the full report", "Please check",
      "Is every line true of you? Tell us what is not before the résumé goes out.")
WORDS("de", "Profil", "Berufserfahrung", "Projekte", "Ausbildung", "Kenntnisse", "Zertifikate", "Sprachen", "Ehrenamt",
      "Auszeichnungen", "Publikationen", "Interessen", "Referenzen", "Weitere Angaben", "heute", "Kurse", "Note", "m/Y", "Y/m/D",
      "Änderungen an Ihrem Lebenslauf", "Was geändert wurde", "Nichts: Ihr Lebenslauf bleibt, wie er ist.",
      "Fragen an Sie", "Vorher", "Nachher", "Neue Reihenfolge", "Weggelassen", "Weitere, im ganzen Bericht", "Bitte prüfen",
      "Trifft jede Zeile auf Sie zu? Sagen Sie uns, was nicht stimmt, bevor der Lebenslauf hinausgeht.")
WORDS("fr", "Profil", "Expérience professionnelle", "Projets", "Formation", "Compétences", "Certifications", "Langues", "Bénévolat",
      "Distinctions", "Publications", "Centres d’intérêt", "Références", "Informations", "aujourd’hui", "Cours", "Note", "m/Y", "Y/m/D",
      "Modifications de votre CV", "Ce qui a changé", "Rien : votre CV part tel que vous l’avez écrit.",
      "Questions pour vous", "Avant", "Après", "Nouvel ordre", "Omis", "Autres, dans le rapport complet", "À vérifier",
      "Vérifiez que chaque ligne est exacte. Dites-nous ce qui ne l’est pas avant l’envoi du CV.")
WORDS("es", "Perfil", "Experiencia profesional", "Proyectos", "Formación", "Competencias", "Certificaciones", "Idiomas", "Voluntariado",
      "Premios", "Publicaciones", "Intereses", "Referencias", "Información", "actualidad", "Cursos", "Nota", "m/Y", "Y/m/D",
      "Cambios en su currículum", "Qué se ha cambiado", "Nada: su currículum sale tal como usted lo escribió.",
      "Preguntas para usted", "Antes", "Después", "Nuevo orden", "Omitido", "Más, en el informe completo", "Por favor, compruebe",
      "Compruebe que cada línea es cierta. Díganos lo que no lo sea antes de enviar el currículum.")
WORDS("pt", "Perfil", "Experiência profissional", "Projetos", "Formação", "Competências", "Certificações", "Idiomas", "Voluntariado",
      "Prêmios", "Publicações", "Interesses", "Referências", "Informações", "atualmente", "Cursos", "Nota", "m/Y", "Y/m/D",
      "Alterações no seu currículo", "O que foi alterado", "Nada: o seu currículo segue como o escreveu.",
      "Perguntas para si", "Antes", "Depois", "Nova ordem", "Omitido", "Mais, no relatório completo", "Confirme, por favor",
      "Confirme que cada linha é verdadeira. Diga-nos o que não for antes de o currículo ser enviado.")
WORDS("it", "Profilo", "Esperienza professionale", "Progetti", "Istruzione", "Competenze", "Certificazioni", "Lingue", "Volontariato",
      "Premi", "Pubblicazioni", "Interessi", "Referenze", "Info", "oggi", "Corsi", "Voto", "m/Y", "Y/m/D",
      "Modifiche al suo curriculum", "Che cosa è cambiato", "Niente: il suo curriculum parte come lei l’ha scritto.",
      "Domande per lei", "Prima", "Dopo", "Nuovo ordine", "Omesso", "Altro, nel rapporto completo", "Da verificare",
      "Verifichi che ogni riga sia vera. Ci dica che cosa non lo è prima che il curriculum parta.")
WORDS("nl", "Profiel", "Werkervaring", "Projecten", "Opleiding", "Vaardigheden", "Certificaten", "Talen", "Vrijwilligerswerk",
      "Prijzen", "Publicaties", "Interesses", "Referenties", "Andere gegevens", "heden", "Vakken", "Cijfer", "m/Y", "Y/m/D",
      "Wijzigingen in uw cv", "Wat er is gewijzigd", "Niets: uw cv gaat de deur uit zoals u het schreef.",
      "Vragen aan u", "Voorheen", "Nu", "Nieuwe volgorde", "Weggelaten", "Verder, in het volledige rapport", "Graag controleren",
      "Controleer of elke regel klopt. Laat ons weten wat niet klopt voordat het cv de deur uit gaat.")
WORDS("pl", "Podsumowanie", "Doświadczenie zawodowe", "Projekty", "Wykształcenie", "Umiejętności", "Certyfikaty", "Języki", "Wolontariat",
      "Nagrody", "Publikacje", "Zainteresowania", "Referencje", "Dodatkowe informacje", "obecnie", "Przedmioty", "Ocena", "m/Y", "Y/m/D",
      "Zmiany w Twoim CV", "Co zostało zmienione", "Nic: Twoje CV zostanie wysłane tak, jak je napisano.",
      "Pytania do Ciebie", "Przed", "Po", "Nowa kolejność", "Pominięto", "Pozostałe, w pełnym raporcie", "Prosimy o sprawdzenie",
      "Czy każdy wiersz jest prawdziwy? Prosimy dać nam znać, co się nie zgadza, zanim CV zostanie wysłane.")
WORDS("cs", "Profil", "Pracovní zkušenosti", "Projekty", "Vzdělání", "Dovednosti", "Certifikáty", "Jazyky", "Dobrovolnictví",
      "Ocenění", "Publikace", "Zájmy", "Reference", "Další informace", "dosud", "Předměty", "Známka", "m/Y", "Y/m/D",
      "Změny ve vašem životopisu", "Co bylo změněno", "Nic: váš životopis odejde tak, jak jste ho napsali.",
      "Otázky pro vás", "Před", "Po", "Nové pořadí", "Vynecháno", "Další, v úplné zprávě", "Prosíme o kontrolu",
      "Platí o vás každý řádek? Řekněte nám, co ne, než životopis odejde.")
WORDS("sv", "Profil", "Arbetslivserfarenhet", "Projekt", "Utbildning", "Kompetenser", "Certifikat", "Språk", "Ideellt arbete",
      "Utmärkelser", "Publikationer", "Intressen", "Referenser", "Övriga uppgifter", "nu", "Kurser", "Betyg", "m/Y", "Y/m/D",
      "Ändringar i ditt cv", "Vad som har ändrats", "Ingenting: ditt cv skickas så som du skrev det.",
      "Frågor till dig", "Före", "Efter", "Ny ordning", "Utelämnat", "Ytterligare, i hela rapporten", "Kontrollera detta",
      "Stämmer varje rad? Säg till om det som inte stämmer innan ditt cv skickas.")
WORDS("da", "Profil", "Erhvervserfaring", "Projekter", "Uddannelse", "Kompetencer", "Certifikater", "Sprog", "Frivilligt arbejde",
      "Priser", "Publikationer", "Interesser", "Referencer", "Øvrige oplysninger", "nu", "Kurser", "Karakter", "m/Y", "Y/m/D",
      "Ændringer i dit cv", "Hvad der er ændret", "Intet: dit cv sendes, som du skrev det.",
      "Spørgsmål til dig", "Før", "Efter", "Ny rækkefølge", "Udeladt", "Yderligere, i den fulde rapport", "Tjek venligst",
      "Passer hver linje? Sig til om det, der ikke passer, før dit cv sendes.")
WORDS("no", "Profil", "Arbeidserfaring", "Prosjekter", "Utdanning", "Ferdigheter", "Sertifikater", "Språk", "Frivillig arbeid",
      "Priser", "Publikasjoner", "Interesser", "Referanser", "Øvrige opplysninger", "nåværende", "Emner", "Karakter", "m/Y", "Y/m/D",
      "Endringer i CV-en din", "Hva som er endret", "Ingenting: CV-en din sendes slik du skrev den.",
      "Spørsmål til deg", "Før", "Etter", "Ny rekkefølge", "Utelatt", "Flere, i hele rapporten", "Vennligst sjekk",
      "Stemmer hver linje? Si fra om det som ikke stemmer, før CV-en sendes.")
WORDS("fi", "Yhteenveto", "Työkokemus", "Projektit", "Koulutus", "Taidot", "Sertifikaatit", "Kielitaito", "Vapaaehtoistyö",
      "Palkinnot", "Julkaisut", "Harrastukset", "Suosittelijat", "Muut tiedot", "nykyinen", "Kurssit", "Arvosana", "m/Y", "Y/m/D",
      "Muutokset ansioluetteloosi", "Mitä muutettiin", "Ei mitään: ansioluettelosi lähetetään sellaisena kuin kirjoitit sen.",
      "Kysymyksiä sinulle", "Ennen", "Jälkeen", "Uusi järjestys", "Jätetty pois", "Loput koko raportissa", "Tarkista",
      "Pitääkö jokainen rivi paikkansa? Kerro, mikä ei pidä, ennen kuin ansioluettelo lähetetään.")
WORDS("hu", "Összefoglaló", "Szakmai tapasztalat", "Projektek", "Tanulmányok", "Készségek", "Tanúsítványok", "Nyelvtudás", "Önkéntesség",
      "Díjak", "Publikációk", "Érdeklődés", "Referenciák", "Egyéb információk", "jelenleg", "Tantárgyak", "Átlag", "Y.m", "Y.m.D",
      "Változások az önéletrajzában", "Mi változott", "Semmi: önéletrajzát úgy küldjük el, ahogyan megírta.",
      "Kérdések Önhöz", "Előtte", "Utána", "Új sorrend", "Kihagyva", "A többi a teljes jelentésben", "Kérjük, ellenőrizze",
      "Igaz Önre minden sor? Jelezze, ami nem, mielőtt az önéletrajzot elküldjük.")
WORDS("ro", "Profil", "Experiență profesională", "Proiecte", "Educație", "Competențe", "Certificări", "Limbi străine", "Voluntariat",
      "Premii", "Publicații", "Interese", "Referințe", "Alte informații", "prezent", "Cursuri", "Medie", "m/Y", "Y/m/D",
      "Modificări în CV-ul dumneavoastră", "Ce s-a modificat", "Nimic: CV-ul pleacă așa cum l-ați scris.",
      "Întrebări pentru dumneavoastră", "Înainte", "După", "Ordine nouă", "Omis", "Altele, în raportul complet", "Vă rugăm să verificați",
      "Este adevărat fiecare rând? Spuneți-ne ce nu este, înainte ca CV-ul să fie trimis.")
WORDS("tr", "Özet", "Deneyim", "Projeler", "Eğitim", "Beceriler", "Sertifikalar", "Diller", "Gönüllülük",
      "Ödüller", "Yayınlar", "Hobiler", "Referanslar", "Diğer bilgiler", "halen", "Dersler", "Not ortalaması", "m/Y", "Y/m/D",
      "Özgeçmişinizdeki değişiklikler", "Neler değişti", "Hiçbir şey: özgeçmişiniz yazdığınız gibi gönderilecek.",
      "Size sorular", "Önce", "Sonra", "Yeni sıra", "Çıkarıldı", "Kalanlar, tam raporda", "Lütfen kontrol edin",
      "Her satır sizin için doğru mu? Özgeçmiş gönderilmeden önce doğru olmayanı bize bildirin.")
WORDS("el", "Περίληψη", "Επαγγελματική εμπειρία", "Έργα", "Εκπαίδευση", "Δεξιότητες", "Πιστοποιήσεις", "Γλώσσες", "Εθελοντισμός",
      "Διακρίσεις", "Δημοσιεύσεις", "Ενδιαφέροντα", "Συστάσεις", "Άλλες πληροφορίες", "σήμερα", "Μαθήματα", "Βαθμός", "m/Y", "Y/m/D",
      "Αλλαγές στο βιογραφικό σας", "Τι άλλαξε", "Τίποτα: το βιογραφικό σας αποστέλλεται όπως το γράψατε.",
      "Ερωτήσεις προς εσάς", "Πριν", "Μετά", "Νέα σειρά", "Παραλείφθηκε", "Περισσότερα, στην πλήρη αναφορά", "Παρακαλούμε ελέγξτε",
      "Ισχύει κάθε γραμμή για εσάς; Πείτε μας ό,τι δεν ισχύει πριν σταλεί το βιογραφικό.")
WORDS("ru", "О себе", "Опыт работы", "Проекты", "Образование", "Навыки", "Сертификаты", "Языки", "Волонтёрство",
      "Награды", "Публикации", "Интересы", "Рекомендации", "Дополнительная информация", "настоящее время", "Дисциплины", "Оценка", "m/Y", "Y/m/D",
      "Изменения в вашем резюме", "Что изменено", "Ничего: ваше резюме будет отправлено таким, каким вы его написали.",
      "Вопросы к вам", "Было", "Стало", "Новый порядок", "Опущено", "Остальное — в полном отчёте", "Пожалуйста, проверьте",
      "Верна ли каждая строка? Сообщите нам, что неверно, прежде чем резюме будет отправлено.")
WORDS("uk", "Про себе", "Досвід роботи", "Проєкти", "Освіта", "Навички", "Сертифікати", "Мови", "Волонтерство",
      "Нагороди", "Публікації", "Інтереси", "Рекомендації", "Додаткова інформація", "дотепер", "Дисципліни", "Оцінка", "m/Y", "Y/m/D",
      "Зміни у вашому резюме", "Що змінено", "Нічого: ваше резюме буде надіслано таким, яким ви його написали.",
      "Запитання до вас", "Було", "Стало", "Новий порядок", "Пропущено", "Решта — у повному звіті", "Будь ласка, перевірте",
      "Чи правдивий кожен рядок? Повідомте нам, що не так, перш ніж резюме буде надіслано.")
WORDS("hi", "सारांश", "कार्य अनुभव", "परियोजनाएँ", "शिक्षा", "कौशल", "प्रमाणपत्र", "भाषाएँ", "स्वयंसेवा",
      "पुरस्कार", "प्रकाशन", "रुचियाँ", "संदर्भ", "अन्य जानकारी", "वर्तमान", "पाठ्यक्रम", "अंक", "m/Y", "Y/m/D",
      "आपके बायोडाटा में बदलाव", "क्या बदला गया", "कुछ नहीं: आपका बायोडाटा वैसा ही भेजा जाएगा जैसा आपने लिखा।",
      "आपसे प्रश्न", "पहले", "बाद में", "नया क्रम", "छोड़ा गया", "शेष, पूरी रिपोर्ट में", "कृपया जाँचें",
      "क्या हर पंक्ति आपके बारे में सही है? जो सही नहीं है, बायोडाटा भेजने से पहले हमें बताएँ।")
WORDS("ar", "الملخص", "الخبرات", "المشاريع", "التعليم", "المهارات", "الشهادات", "اللغات", "التطوع",
      "الجوائز", "المنشورات", "الهوايات", "المراجع", "معلومات أخرى", "الآن", "المقررات", "المعدل", "m/Y", "Y/m/D",
      "التغييرات في سيرتك الذاتية", "ما الذي تغيّر", "لا شيء: سترسل سيرتك الذاتية كما كتبتها.",
      "أسئلة إليك", "قبل", "بعد", "الترتيب الجديد", "محذوف", "الباقي في التقرير الكامل", "يرجى التحقق",
      "هل كل سطر صحيح؟ أخبرنا بما ليس صحيحًا قبل إرسال السيرة الذاتية.")
WORDS("he", "תקציר", "ניסיון תעסוקתי", "פרויקטים", "השכלה", "כישורים", "הסמכות", "שפות", "התנדבות",
      "פרסים", "פרסומים", "תחביבים", "ממליצים", "מידע נוסף", "היום", "מקצועות", "ציון", "m/Y", "Y/m/D",
      "שינויים בקורות החיים שלך", "מה שונה", "שום דבר: קורות החיים יישלחו כפי שנכתבו.",
      "שאלות אליך", "לפני", "אחרי", "סדר חדש", "הושמט", "השאר בדוח המלא", "נא לבדוק",
      "האם כל שורה נכונה? יש להודיע לנו מה אינו נכון לפני שקורות החיים נשלחים.")
WORDS("zh", "个人简介", "工作经历", "项目经历", "教育背景", "专业技能", "资格证书", "语言能力", "志愿服务",
      "获奖情况", "出版物", "兴趣爱好", "推荐人", "其他信息", "至今", "课程", "成绩", "Y年n月", "Y年n月d日",
      "您的简历所作的修改", "修改内容", "无：您的简历将按您所写的原样发出。",
      "想请教您的问题", "修改前", "修改后", "新的顺序", "省略", "其余见完整报告", "请核对",
      "每一行都符合您的实际情况吗？如有不符，请在简历发出前告诉我们。")
WORDS("zh-Hant", "個人簡介", "工作經歷", "專案經歷", "教育背景", "專業技能", "專業證照", "語言能力", "志工服務",
      "獲獎紀錄", "出版物", "興趣", "推薦人", "其他資訊", "至今", "課程", "成績", "Y年n月", "Y年n月d日",
      "您的履歷所作的修改", "修改內容", "無：您的履歷將按您所寫的原樣寄出。",
      "想請教您的問題", "修改前", "修改後", "新的順序", "省略", "其餘見完整報告", "請核對",
      "每一行都符合您的實際情況嗎？如有不符，請在履歷寄出前告訴我們。")
WORDS("ja", "自己紹介", "職務経歴", "プロジェクト", "学歴", "スキル", "資格", "語学", "ボランティア",
      "受賞歴", "出版物", "趣味", "推薦者", "その他", "現在", "履修科目", "成績", "Y年n月", "Y年n月d日",
      "履歴書の変更点", "変更した内容", "変更はありません。履歴書は書かれたとおりに送付されます。",
      "ご質問", "変更前", "変更後", "新しい順序", "省略", "残りは報告書全文にあります", "ご確認ください",
      "どの行も事実のとおりですか。違うところは、履歴書を送付する前にお知らせください。")
WORDS("ko", "자기소개", "경력", "프로젝트", "학력", "기술", "자격증", "외국어", "봉사활동",
      "수상경력", "출판물", "관심사", "추천인", "기타 사항", "현재", "이수과목", "학점", "Y년 n월", "Y년 n월 d일",
      "이력서 변경 내용", "변경된 내용", "없음: 이력서는 작성하신 그대로 발송됩니다.",
      "질문 사항", "변경 전", "변경 후", "새 순서", "생략", "나머지는 전체 보고서에 있음", "확인해 주십시오",
      "모든 줄이 사실과 같습니까? 다른 점이 있으면 이력서를 보내기 전에 알려 주십시오.")
/* clang-format on */
