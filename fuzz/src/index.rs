//! A compiled glossary from elsewhere: whatever its bytes are, it can be wrong and no more.

use icann_terms::termbase::phrase::Phrase;
use icann_terms::termbase::{Index, Lang, Source, read};
use icann_terms::{ExplainOptions, Explainer, Glossary, Options};

use super::{compiled, outputs};

/// Between the damage and the glossary that it is done to.
const END: u8 = 0xff;

/// The input is either an index's bytes (they begin as one does), or damage and the TOML that is
/// compiled first: so inputs outlive the format. Damage is in steps of six bytes: what to do, where
/// (two bytes), with what (three bytes).
pub fn run(data: &[u8]) {
    if Index::is_index(data) {
        return touch(data.to_vec());
    }
    let cut = data.iter().position(|byte| *byte == END).unwrap_or(data.len());
    let (damage, toml) = data.split_at(cut);
    let toml = String::from_utf8_lossy(toml.get(1..).unwrap_or_default());
    let batch = read::text("x.toml", &toml, &Source::one_term("x"));
    let mut bytes = compiled(&batch);
    for step in damage.chunks_exact(6) {
        hurt(&mut bytes, step);
    }
    touch(bytes);
}

fn hurt(bytes: &mut Vec<u8>, step: &[u8]) {
    let at = usize::from(u16::from_le_bytes([step[1], step[2]])) % bytes.len().max(1);
    let with = [step[3], step[4], step[5], 0, 0, 0, 0, 0];
    let mut put = |at: usize, width: usize, with: &[u8]| {
        if let Some(place) = bytes.get_mut(at..at + width) {
            place.copy_from_slice(&with[..width]);
        }
    };
    match step[0] % 8 {
        0 => put(at, 1, &with),
        1 => put(at & !3, 4, &with),
        2 => put(at & !3, 4, &[0xff; 4]),
        3 => put(at & !7, 8, &with),
        4 => put(at & !7, 8, &[0xff; 8]),
        5 => bytes.truncate(at),
        // A row of the same four bytes: tables whose every slot leads to one place.
        6 => (0..usize::from(step[5])).for_each(|slot| put((at & !3) + 4 * slot, 4, &with)),
        _ => {
            let end = (at + usize::from(step[3])).min(bytes.len());
            let piece = bytes.get(at..end).unwrap_or_default().to_vec();
            bytes.splice(at..at, piece);
        }
    }
}

fn touch(bytes: Vec<u8>) {
    let length = bytes.len();
    let Ok(index) = Index::from_bytes(bytes) else { return };
    let _ = index.meta();
    let some = |count: u32| (0..count.min(16)).chain([count.saturating_sub(1), count, u32::MAX]);
    for number in some(index.len()) {
        let _ = index.term(number);
        let _ = index.id(number).map(|id| index.find_id(id).map(drop));
        for lang in Lang::ALL {
            let _ = index.label(number, lang);
        }
    }
    for number in some(index.key_count()) {
        let _ = index.key_length(number);
        let _ = index.postings(number).map(|found| assert!(found.len() <= length));
        if let Ok(key) = index.key(number) {
            let _ = index.exact(&key.replace(' ', ""));
        }
        let _ = index.word(number);
        let _ = index.keys_of_word(number).map(|keys| assert!(keys.count() <= length));
    }
    for lang in Lang::ALL {
        let _ = index.topic_name("garden", lang);
        let _ = index.same_stem("frog", lang);
        let _ = index.phrase(Phrase::start(Some(lang)).then(Phrase::word("frog", Some(lang))));
    }

    let mut glossary = Glossary::empty();
    glossary.add_index(index);
    let langs = [Lang::Fr, Lang::En];
    let options = Options { langs: langs.to_vec(), ..Options::default() };
    for query in ["frog", "FROGS", "forg", "garden pond", "the gardne", "frog/pond", "frog 12"] {
        if let Ok(answer) = glossary.look_up_with(query, &options) {
            outputs::of_answer(&glossary, &langs, &answer);
        }
    }
    let text = "The FROG of the garden pond met 3 frogs (Friendly Resident Of Garden, FROG).";
    let _ = Explainer::new(&glossary)
        .explain(text, ExplainOptions { unknown: true, skip_quoted: true });
    outputs::of_glossary(&glossary, &langs);
}
