//! The command line: every option and command, with its help in the reader's language.

use clap::builder::StyledStr;
use clap::{Arg, ArgAction, Command, value_parser};
use icann_terms::Lang;
use icann_terms::messages::Message;
use icann_terms::render::Field;

use super::settings::{ExplainFormat, ExportFormat, Format};

/// The program's name.
pub const NAME: &str = "icann-terms";

/// A command: a first word that is no term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Explains a text.
    Explain,
    /// Lists terms.
    List,
    /// Lists topics.
    Topics,
    /// Searches as one types.
    Browse,
    /// Shows a term by chance.
    Random,
    /// Prints the glossary.
    Print,
    /// Exports for other programs.
    Export,
    /// Writes a term of one's own.
    New,
    /// Finds faults.
    Check,
    /// Compiles a glossary.
    Build,
    /// Prints a shell's completion script.
    Completions,
    /// Prints the manual page.
    Man,
    /// Explains a command.
    Help,
}

impl Verb {
    /// Every command, in the order of the help.
    pub const ALL: [Verb; 13] = [
        Verb::Explain,
        Verb::List,
        Verb::Topics,
        Verb::Browse,
        Verb::Random,
        Verb::Print,
        Verb::Export,
        Verb::New,
        Verb::Check,
        Verb::Build,
        Verb::Completions,
        Verb::Man,
        Verb::Help,
    ];

    /// The word that people type.
    pub const fn word(self) -> &'static str {
        match self {
            Verb::Explain => "explain",
            Verb::List => "list",
            Verb::Topics => "topics",
            Verb::Browse => "browse",
            Verb::Random => "random",
            Verb::Print => "print",
            Verb::Export => "export",
            Verb::New => "new",
            Verb::Check => "check",
            Verb::Build => "build",
            Verb::Completions => "completions",
            Verb::Man => "man",
            Verb::Help => "help",
        }
    }

    /// What is typed to get it.
    pub const fn name(self) -> &'static str {
        match self {
            Verb::Explain => "icann-terms explain",
            Verb::List => "icann-terms list",
            Verb::Topics => "icann-terms topics",
            Verb::Browse => "icann-terms browse",
            Verb::Random => "icann-terms random",
            Verb::Print => "icann-terms print",
            Verb::Export => "icann-terms export",
            Verb::New => "icann-terms new",
            Verb::Check => "icann-terms check",
            Verb::Build => "icann-terms build",
            Verb::Completions => "icann-terms completions",
            Verb::Man => "icann-terms man",
            Verb::Help => "icann-terms help",
        }
    }

    /// The command of a word.
    pub fn from_word(word: &str) -> Option<Verb> {
        Verb::ALL.into_iter().find(|verb| verb.word() == word)
    }

    /// What it does, in a line.
    pub const fn about(self) -> Message {
        match self {
            Verb::Explain => Message::HelpCommandExplain,
            Verb::List => Message::HelpCommandList,
            Verb::Topics => Message::HelpCommandTopics,
            Verb::Browse => Message::HelpCommandBrowse,
            Verb::Random => Message::HelpCommandRandom,
            Verb::Print => Message::HelpCommandPrint,
            Verb::Export => Message::HelpCommandExport,
            Verb::New => Message::HelpCommandNew,
            Verb::Check => Message::HelpCommandCheck,
            Verb::Build => Message::HelpCommandBuild,
            Verb::Completions => Message::HelpCommandCompletions,
            Verb::Man => Message::HelpCommandMan,
            Verb::Help => Message::HelpCommandHelp,
        }
    }
}

/// How wide help is set, in columns.
const HELP_WIDTH: usize = 80;

/// The command line of looking terms up, which is also the program's own.
pub fn look_up(lang: Lang) -> Command {
    let term = positional(lang, "term", Message::HelpValueTerm, Message::HelpArgTerm).num_args(0..);
    base(lang, NAME, Message::HelpAbout, Some(term))
        .arg(format(lang, &Format::LOOK_UP.map(Format::word)))
        .arg(field(lang))
        .arg(flag(lang, "exact", Some('e'), Message::HelpArgExact))
        .arg(
            option(lang, "limit", Some('n'), Message::HelpValueNumber, Message::HelpArgLimit)
                .allow_hyphen_values(true),
        )
        .arg(version(lang))
}

/// The command line of looking terms up with all that its help says. The rest of the help is long,
/// and most runs print none of it.
pub fn look_up_with_help(lang: Lang) -> Command {
    let verbs: Vec<String> = Verb::ALL
        .iter()
        .flat_map(|verb| {
            let line = format!("  {:<12} {}", verb.word(), verb.about().text(lang));
            let options = textwrap::Options::new(HELP_WIDTH).subsequent_indent("               ");
            textwrap::wrap(&line, options)
                .into_iter()
                .map(|line| line.into_owned())
                .collect::<Vec<_>>()
        })
        .collect();
    let after = format!(
        "{}\n{}\n\n{}",
        Message::HelpCommands.text(lang),
        verbs.join("\n"),
        Message::HelpExamples.text(lang)
    );
    look_up(lang).after_help(after)
}

/// The command line of a command.
pub fn verb(verb: Verb, lang: Lang) -> Command {
    let base = |first| base(lang, verb.name(), verb.about(), first);
    match verb {
        Verb::Explain => {
            let file = positional(lang, "file", Message::HelpValueFile, Message::HelpArgFile)
                .num_args(0..)
                .value_parser(value_parser!(std::path::PathBuf));
            base(Some(file))
                .arg(format(lang, &ExplainFormat::ALL.map(ExplainFormat::word)))
                .arg(flag(lang, "unknown", None, Message::HelpArgUnknown))
                .arg(
                    option(lang, "draft", None, Message::HelpValueFolder, Message::HelpArgDraft)
                        .value_parser(value_parser!(std::path::PathBuf)),
                )
                .arg(flag(lang, "skip-quoted", None, Message::HelpArgSkipQuoted))
        }
        Verb::List => base(None)
            .arg(format(lang, &Format::LOOK_UP.map(Format::word)))
            .arg(field(lang))
            .arg(option(lang, "topic", None, Message::HelpValueTopic, Message::HelpArgTopic))
            .arg(flag(lang, "essential", None, Message::HelpArgEssential))
            .arg(option(lang, "search", None, Message::HelpValueWords, Message::HelpArgSearch)),
        Verb::Topics => {
            base(None).arg(format(lang, &Format::LOOK_UP.map(Format::word))).arg(field(lang))
        }
        Verb::Browse => base(None).arg(flag(lang, "linear", None, Message::HelpArgLinear)),
        Verb::Random => base(None)
            .arg(format(lang, &Format::LOOK_UP.map(Format::word)))
            .arg(field(lang))
            .arg(flag(lang, "essential", None, Message::HelpArgEssential))
            .arg(flag(lang, "today", None, Message::HelpArgToday)),
        Verb::Print => base(None)
            .arg(output(lang, Message::HelpArgPrintOutput))
            .arg(option(lang, "topic", None, Message::HelpValueTopic, Message::HelpArgTopic))
            .arg(flag(lang, "essential", None, Message::HelpArgEssential))
            .arg(option(lang, "paper", None, Message::HelpValuePaper, Message::HelpArgPaper)),
        Verb::Export => base(None)
            .arg(format(lang, &ExportFormat::ALL.map(ExportFormat::word)).required(true))
            .arg(output(lang, Message::HelpArgOutput))
            .arg(option(lang, "topic", None, Message::HelpValueTopic, Message::HelpArgTopic))
            .arg(flag(lang, "essential", None, Message::HelpArgEssential)),
        Verb::New => base(Some(positional(lang, "id", Message::HelpValueId, Message::HelpArgId)))
            .arg(option(lang, "acronym", None, Message::HelpValueText, Message::HelpArgNewAcronym))
            .arg(option(lang, "name", None, Message::HelpValueText, Message::HelpArgNewName))
            .arg(option(
                lang,
                "definition",
                None,
                Message::HelpValueText,
                Message::HelpArgNewDefinition,
            ))
            .arg(option(lang, "topic", None, Message::HelpValueTopic, Message::HelpArgNewTopic))
            .arg(
                option(lang, "in", None, Message::HelpValueFolder, Message::HelpArgIn)
                    .value_parser(value_parser!(std::path::PathBuf)),
            ),
        Verb::Check => base(Some(paths(lang, Message::HelpArgCheckPath))).arg(flag(
            lang,
            "style",
            None,
            Message::HelpArgStyle,
        )),
        Verb::Build => base(Some(paths(lang, Message::HelpArgBuildPath).required(true)))
            .arg(output(lang, Message::HelpArgBuildOutput).required(true)),
        Verb::Completions => base(Some(
            positional(lang, "shell", Message::HelpValueShell, Message::HelpArgShell)
                .required(true),
        )),
        Verb::Man => base(None),
        Verb::Help => base(Some(positional(
            lang,
            "command",
            Message::HelpValueCommand,
            Message::HelpArgHelpCommand,
        ))),
    }
}

/// What every command has, behind what it takes besides options.
fn base(lang: Lang, name: &'static str, about: Message, first: Option<Arg>) -> Command {
    let mut usage = format!("{name} {}", Message::HelpOptionsWord.text(lang));
    if let Some(first) = &first {
        let value =
            first.get_value_names().and_then(<[_]>::first).map_or("", |value| value.as_str());
        let many = first.get_num_args().is_some_and(|count| count.max_values() > 1);
        let value = if first.is_required_set() { value.to_owned() } else { format!("[{value}]") };
        usage.extend([" ", &value, if many { "..." } else { "" }]);
    }
    let template = format!(
        "{{about}}\n\n{} {{usage}}\n\n{{all-args}}{{after-help}}\n",
        Message::HelpUsage.text(lang)
    );
    Command::new(name)
        .about(about.text(lang))
        .override_usage(StyledStr::from(usage))
        .help_template(StyledStr::from(template))
        .args(first)
        .term_width(HELP_WIDTH)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .args_override_self(true)
        .next_help_heading(heading(lang, Message::HelpOptions))
        .arg(
            option(lang, "lang", Some('l'), Message::HelpValueLang, Message::HelpArgLang)
                .action(ArgAction::Append),
        )
        .arg(
            option(lang, "glossary", Some('g'), Message::HelpValuePath, Message::HelpArgGlossary)
                .action(ArgAction::Append)
                .value_parser(value_parser!(std::path::PathBuf)),
        )
        .arg(flag(lang, "no-builtin", None, Message::HelpArgNoBuiltin))
        .arg(option(lang, "color", None, Message::HelpValueWhen, Message::HelpArgColor))
        .arg(
            Arg::new("help")
                .short('h')
                .long("help")
                .action(ArgAction::Help)
                .help(Message::HelpArgHelp.text(lang)),
        )
}

/// clap writes the colon behind a heading itself.
fn heading(lang: Lang, message: Message) -> &'static str {
    message.text(lang).trim_end_matches(':')
}

fn option(
    lang: Lang,
    name: &'static str,
    short: Option<char>,
    value: Message,
    help: Message,
) -> Arg {
    Arg::new(name)
        .long(name)
        .short(short)
        .value_name(value.text(lang))
        .help(help.text(lang))
        .action(ArgAction::Set)
}

fn flag(lang: Lang, name: &'static str, short: Option<char>, help: Message) -> Arg {
    Arg::new(name).long(name).short(short).help(help.text(lang)).action(ArgAction::SetTrue)
}

fn format(lang: Lang, values: &[&str]) -> Arg {
    let help = Message::HelpArgFormat.fill(lang, &[("values", &values.join(", "))]);
    option(lang, "format", Some('f'), Message::HelpValueFormat, Message::HelpArgFormat).help(help)
}

fn field(lang: Lang) -> Arg {
    let values: Vec<&str> = Field::ALL.iter().map(|field| field.word()).collect();
    let help = Message::HelpArgField.fill(lang, &[("values", &values.join(", "))]);
    option(lang, "field", Some('F'), Message::HelpValueField, Message::HelpArgField)
        .action(ArgAction::Append)
        .conflicts_with("format")
        .help(help)
}

fn output(lang: Lang, help: Message) -> Arg {
    option(lang, "output", Some('o'), Message::HelpValueFile, help)
        .value_parser(value_parser!(std::path::PathBuf))
}

fn positional(lang: Lang, name: &'static str, value: Message, help: Message) -> Arg {
    Arg::new(name)
        .value_name(value.text(lang))
        .help(help.text(lang))
        .help_heading(heading(lang, Message::HelpArguments))
}

fn paths(lang: Lang, help: Message) -> Arg {
    positional(lang, "path", Message::HelpValuePath, help)
        .num_args(1..)
        .value_parser(value_parser!(std::path::PathBuf))
}

fn version(lang: Lang) -> Arg {
    Arg::new("version")
        .short('V')
        .long("version")
        .action(ArgAction::SetTrue)
        .help(Message::HelpArgVersion.text(lang))
}
