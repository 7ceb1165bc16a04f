//! The id of a term of one's own, which is also its file's name: in any folder, on any system.

use icann_terms::termbase::fold;

/// More letters than this no file's name needs; some systems take few more.
const LONGEST: usize = 64;

/// An id made of an acronym or a name: its words of ASCII letters and digits, as far as they fit.
/// Letters of other scripts are told by their numbers where there is nothing else.
pub fn of(text: &str) -> String {
    let folded = fold::spaced(text);
    let mut id = String::new();
    for word in folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        let room = LONGEST - id.len();
        match id.as_str() {
            "" => id.push_str(&word[..word.len().min(room)]),
            _ if word.len() < room => id.extend(["-", word]),
            _ => break,
        }
    }
    if id.is_empty() {
        let numbers: Vec<String> =
            folded.chars().take(8).map(|c| format!("u{:x}", u32::from(c))).collect();
        id = numbers.join("-");
    }
    match id.as_str() {
        "" => "term".to_owned(),
        taken if is_reserved(taken) => format!("{taken}-term"),
        _ => id,
    }
}

/// Whether no file can be called so everywhere: no name at all, one too long, or one that Windows
/// keeps for a device, whatever its ending (“Naming Files, Paths, and Namespaces”).
pub fn is_unfit(id: &str) -> bool {
    id.is_empty() || id.len() > LONGEST || is_reserved(id)
}

fn is_reserved(id: &str) -> bool {
    let numbered = |name: &str| {
        id.strip_prefix(name).is_some_and(|number| {
            number.len() == 1 && number.bytes().all(|byte| byte.is_ascii_digit())
        })
    };
    matches!(id, "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_a_files_name_everywhere() {
        for (text, id) in [
            ("GPOP", "gpop"),
            ("our “club”", "our-club"),
            ("../../etc/passwd", "etc-passwd"),
            ("C:\\x", "c-x"),
            ("CON", "con-term"),
            ("COM1", "com1-term"),
            ("COM10", "com10"),
            ("…", "term"),
            ("МТ", "u43c-u442"),
        ] {
            assert_eq!(of(text), id, "{text}");
            assert!(!is_unfit(&of(text)));
        }
        assert_eq!(of(&"a".repeat(300)).len(), LONGEST);
        assert_eq!(of(&"word ".repeat(30)).len(), 64);
        assert!(is_unfit("") && is_unfit("nul") && is_unfit("lpt9") && !is_unfit("console"));
    }
}
