//! A message in a language that is not read is told apart from one in which nothing was found.

mod corpus_files {
    //! The texts of tests/corpus/, by the language of their file.
    use std::fs;

    #[derive(serde::Deserialize)]
    struct File {
        message: Vec<Message>,
    }

    #[derive(serde::Deserialize)]
    struct Message {
        text: String,
    }

    pub fn texts() -> Vec<String> {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus");
        let files = fs::read_dir(folder).expect(folder).filter_map(|entry| {
            let path = entry.expect(folder).path();
            let name = path.file_name()?.to_str()?;
            let speaks = ["en-", "es-", "fr-"].iter().any(|language| name.starts_with(language));
            speaks.then(|| fs::read_to_string(&path).expect("a file of the corpus"))
        });
        files
            .map(|file| toml::from_str::<File>(&file).expect("a file of the corpus"))
            .flat_map(|file| file.message.into_iter().map(|message| message.text))
            .collect()
    }
}

/// Hoaxes and words between friends in languages we do not read.
const FOREIGN: [&str; 14] = [
    "Achtung: Die Wahl wurde auf Mittwoch verschoben. Bitte wählen Sie per SMS und schicken Sie Ihren Namen an diese Nummer.",
    "Hallo Oma, ich komme heute später nach Hause, weil der Zug Verspätung hat. Bitte warte nicht mit dem Essen.",
    "Uwaga, głosowanie zostało przeniesione na środę. Wyślij SMS z nazwiskiem kandydata, aby oddać głos.",
    "Cześć mamo, będę dzisiaj trochę później, nie czekaj na mnie z obiadem.",
    "Dikkat: seçim çarşamba gününe ertelendi. Oyunuzu SMS ile kullanabilirsiniz.",
    "Tahadhari: uchaguzi umeahirishwa hadi Jumatano. Piga kura kwa SMS.",
    "Atansyon: eleksyon an ranvwaye pou mèkredi. Voye yon mesaj pou vote.",
    "Digniin: doorashada waxaa loo wareejiyay Arbacada. Ku codee fariin qoraal ah.",
    "تنبيه: تم تأجيل الانتخابات إلى يوم الأربعاء. صوتوا عبر الرسائل النصية",
    "Внимание: выборы перенесены на среду. Голосуйте по смс.",
    "注意：选举推迟到星期三。请发短信投票。",
    "알림: 선거가 수요일로 연기되었습니다. 문자로 투표하세요.",
    "सूचना: चुनाव बुधवार तक स्थगित कर दिया गया है। एसएमएस से वोट करें।",
    "Προσοχή: οι εκλογές αναβλήθηκαν για την Τετάρτη. Ψηφίστε με μήνυμα.",
];

fn says_it_read_little(text: &str) -> bool {
    telltext::check(text).not_checked.iter().any(|not_checked| not_checked.id == "words")
}

#[test]
fn of_a_message_in_another_language_it_is_said_first_that_little_was_read() {
    for text in FOREIGN {
        let report = telltext::check(text);
        assert_eq!(report.not_checked[0].id, "words", "{text}");
        assert_eq!(report.message.language, "und", "{text}");
    }
}

#[test]
fn of_messages_in_the_languages_that_are_read_it_is_never_said() {
    let texts = corpus_files::texts();
    assert!(texts.len() > 1000, "{} texts", texts.len());
    let wrong: Vec<_> = texts.iter().filter(|text| says_it_read_little(text)).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_few_words_are_too_few_to_tell() {
    for text in
        ["", "Bonjour", "Xyzzy plugh frobnicate", "😀😀😀", "https://example.org/a/b/c", "12345 678 90 12 13 14"]
    {
        assert!(!says_it_read_little(text), "{text}");
    }
}
