//! A message in a language that is not read is told apart from one in which nothing was found.

#[path = "../cli/src/measure/mod.rs"]
#[allow(dead_code)]
mod measure;
#[path = "promises/places.rs"]
#[allow(dead_code)]
mod places;

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
    let messages = places::corpus();
    assert!(messages.len() > 1000, "{} messages", messages.len());
    let wrong: Vec<_> = messages.iter().filter(|message| says_it_read_little(&message.text)).map(|m| &m.name).collect();
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
