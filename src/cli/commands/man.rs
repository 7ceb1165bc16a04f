//! `icann-terms man`: the manual page, in the reader's language, from the command line's own model.
//!
//! Written in the man(7) macros. What is text is escaped, so that no word of it is a request.

use icann_terms::Lang;
use icann_terms::messages::Message;

use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::model::{self, NAME, Verb};
use crate::cli::output::Output;

/// Prints the page.
///
/// # Errors
///
/// An output that fails.
pub fn run(lang: Lang, date: &str, output: &mut Output) -> Result<Exit, Failure> {
    let page = page(lang, date);
    output.write(|out| out.write_all(page.as_bytes()))?;
    Ok(Exit::Answered)
}

fn page(lang: Lang, date: &str) -> String {
    let mut page =
        format!(".TH ICANN\\-TERMS 1 \"{}\" \"{NAME} {}\"\n", date, env!("CARGO_PKG_VERSION"));
    section(&mut page, lang, Message::ManName);
    line(&mut page, &format!("{NAME} — {}", Message::HelpAbout.text(lang)));
    section(&mut page, lang, Message::ManSynopsis);
    let look_up = model::look_up(lang);
    let term = Message::HelpValueTerm.text(lang);
    let options = Message::HelpOptionsWord.text(lang);
    page.push_str(&format!(".B {}\n", escape(NAME)));
    line(&mut page, &format!("{options} {term}..."));
    page.push_str(".br\n");
    page.push_str(&format!(".B {}\n", escape(NAME)));
    line(&mut page, &format!("{} {options}", Message::HelpValueCommand.text(lang)));
    section(&mut page, lang, Message::ManDescription);
    line(&mut page, Message::ManText.text(lang));
    section(&mut page, lang, Message::ManOptions);
    arguments(&mut page, &look_up);
    section(&mut page, lang, Message::ManCommands);
    for verb in Verb::ALL {
        page.push_str(&format!(".SS \"{} {}\"\n", escape(NAME), escape(verb.word())));
        line(&mut page, verb.about().text(lang));
        let command = model::verb(verb, lang);
        // What every command has stands above.
        let own = command
            .get_arguments()
            .filter(|arg| look_up.get_arguments().all(|other| other.get_id() != arg.get_id()));
        own.for_each(|arg| argument(&mut page, arg));
    }
    section(&mut page, lang, Message::ManExit);
    for (status, message) in [
        ("0", Message::ManExit0),
        ("1", Message::ManExit1),
        ("2", Message::ManExit2),
        ("3", Message::ManExit3),
    ] {
        entry(&mut page, status, message.text(lang));
    }
    section(&mut page, lang, Message::ManEnvironment);
    entry(&mut page, "ICANN_TERMS_LANG", Message::ManEnvLang.text(lang));
    entry(&mut page, "ICANN_TERMS_GLOSSARY", Message::ManEnvGlossary.text(lang));
    entry(&mut page, "LC_ALL, LC_MESSAGES, LANG", Message::ManEnvLocale.text(lang));
    entry(&mut page, "NO_COLOR, CLICOLOR_FORCE", Message::ManEnvColor.text(lang));
    section(&mut page, lang, Message::ManExamples);
    let examples = Message::HelpExamples.text(lang).lines().skip(1).map(str::trim);
    page.push_str(".nf\n");
    examples.for_each(|example| line(&mut page, example));
    page.push_str(".fi\n");
    page
}

fn section(page: &mut String, lang: Lang, heading: Message) {
    page.push_str(&format!(".SH \"{}\"\n", escape(&heading.text(lang).to_uppercase())));
}

fn arguments(page: &mut String, command: &clap::Command) {
    command.get_arguments().for_each(|arg| argument(page, arg));
}

fn argument(page: &mut String, arg: &clap::Arg) {
    let value = arg.get_value_names().and_then(<[_]>::first).map(|value| value.to_string());
    let value = value.filter(|_| arg.get_action().takes_values()).unwrap_or_default();
    let mut names: Vec<String> =
        arg.get_short().map(|short| format!("-{short}")).into_iter().collect();
    names.extend(arg.get_long().map(|long| format!("--{long}")));
    let head = format!("{} {value}", names.join(", "));
    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    entry(page, head.trim(), &help);
}

fn entry(page: &mut String, head: &str, text: &str) {
    page.push_str(&format!(".TP\n.B {}\n", escape(head)));
    line(page, text);
}

fn line(page: &mut String, text: &str) {
    page.push_str(&escape(text));
    page.push('\n');
}

/// A text in which nothing is a request or an escape of roff.
fn escape(text: &str) -> String {
    let escaped =
        text.replace('\\', "\\e").replace('-', "\\-").replace('"', "\\(dq").replace('\'', "\\(aq");
    if escaped.starts_with('.') { format!("\\&{escaped}") } else { escaped }
}
