//! Messages: from bytes to text that can be explained.
//!
//! What comes in is told apart by its beginning: a mailbox in the mbox form (RFC 4155), which is
//! read message by message in the memory of one, an e-mail (RFC 5322, MIME), a page of HTML, or
//! plain text. Nothing is refused for a broken part: what can be read is read.

use std::io::{self, BufRead};

use mailparse::{DispositionType, MailHeaderMap, ParsedMail, parse_mail};

/// A message, decoded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// Its subject, if it is an e-mail that has one.
    pub subject: Option<String>,
    /// Its text. A plain text is its input, unchanged where it is UTF-8.
    pub text: String,
}

/// Why a message cannot be read.
#[derive(Debug)]
pub enum MessageError {
    /// The input fails.
    Io(io::Error),
    /// The input is no text: it has NUL bytes.
    NotText,
}

/// The messages of an input, one after the other.
#[derive(Debug)]
pub struct Messages<R> {
    input: R,
    kind: Option<Kind>,
    /// The `From ` line that ended the message before, or the first one.
    pending: Vec<u8>,
    done: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Mailbox,
    Mail,
    Page,
    Plain,
}

/// How much of an input's beginning tells its kind.
const BEGINNING: usize = 4096;

impl<R: BufRead> Messages<R> {
    /// The messages of an input.
    pub fn new(input: R) -> Self {
        Messages { input, kind: None, pending: Vec::new(), done: false }
    }

    fn read(&mut self) -> Result<Option<Message>, MessageError> {
        let kind = match self.kind {
            Some(kind) => kind,
            None => self.begin()?,
        };
        if kind == Kind::Mailbox {
            let raw = self.next_of_mailbox()?;
            return Ok(raw.map(|raw| of_mail(&raw)));
        }
        if std::mem::replace(&mut self.done, true) {
            return Ok(None);
        }
        let mut raw = std::mem::take(&mut self.pending);
        self.input.read_to_end(&mut raw).map_err(MessageError::Io)?;
        Ok(Some(match kind {
            Kind::Mail => of_mail(&raw),
            Kind::Page => Message { subject: None, text: nanohtml2text::html2text(&decode(raw)) },
            Kind::Plain | Kind::Mailbox => Message { subject: None, text: decode(raw) },
        }))
    }

    /// Reads the beginning and tells the kind by it.
    fn begin(&mut self) -> Result<Kind, MessageError> {
        while self.pending.len() < BEGINNING {
            let buffer = self.input.fill_buf().map_err(MessageError::Io)?;
            if buffer.is_empty() {
                break;
            }
            let taken = buffer.len().min(BEGINNING - self.pending.len());
            self.pending.extend_from_slice(&buffer[..taken]);
            self.input.consume(taken);
        }
        let kind = kind(&self.pending)?;
        self.kind = Some(kind);
        Ok(kind)
    }

    /// The next message of a mailbox, without its `From ` line.
    fn next_of_mailbox(&mut self) -> Result<Option<Vec<u8>>, MessageError> {
        let mut message = Vec::new();
        let mut blank = true;
        let mut begun = false;
        loop {
            let mut line = Vec::new();
            self.line(&mut line)?;
            if line.is_empty() {
                return Ok((begun && !message.is_empty()).then_some(message));
            }
            if blank && line.starts_with(b"From ") {
                if begun {
                    line.append(&mut self.pending);
                    self.pending = line;
                    return Ok(Some(message));
                }
                begun = true;
                continue;
            }
            blank = matches!(&line[..], b"\n" | b"\r\n");
            // `From ` at a line's beginning was written `>From ` when the message was filed.
            let quoted = line.iter().take_while(|byte| **byte == b'>').count();
            let filed = quoted > 0 && line[quoted..].starts_with(b"From ");
            message.extend_from_slice(if filed { &line[1..] } else { &line });
        }
    }

    /// The next line, of what was read already and then of the input.
    fn line(&mut self, line: &mut Vec<u8>) -> Result<(), MessageError> {
        if !self.pending.is_empty() {
            let end = self.pending.iter().position(|byte| *byte == b'\n').map(|at| at + 1);
            line.extend(self.pending.drain(..end.unwrap_or(self.pending.len())));
            if end.is_some() {
                return Ok(());
            }
        }
        self.input.read_until(b'\n', line).map_err(MessageError::Io)?;
        Ok(())
    }
}

impl<R: BufRead> Iterator for Messages<R> {
    type Item = Result<Message, MessageError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        match self.read() {
            Ok(message) => message.map(Ok),
            Err(error) => {
                self.done = true;
                Some(Err(error))
            }
        }
    }
}

fn kind(beginning: &[u8]) -> Result<Kind, MessageError> {
    let has_bom = encoding_rs::Encoding::for_bom(beginning).is_some();
    if !has_bom && beginning.contains(&0) {
        return Err(MessageError::NotText);
    }
    let text = String::from_utf8_lossy(beginning);
    let text = text.trim_start_matches('\u{feff}');
    // The last line of a beginning may be cut: it tells nothing.
    let text = match text.rsplit_once('\n') {
        Some((whole, _)) if beginning.len() == BEGINNING => whole,
        _ => text,
    };
    if text.starts_with("From ") && text.lines().nth(1).is_some_and(is_header) {
        return Ok(Kind::Mailbox);
    }
    if is_mail(text) {
        return Ok(Kind::Mail);
    }
    let lower = text.trim_start().to_ascii_lowercase();
    let is_page = lower.starts_with('<')
        && ["<!doctype html", "<html", "<head", "<body", "<div", "<p>", "<p "]
            .iter()
            .any(|tag| lower.contains(tag));
    Ok(if is_page { Kind::Page } else { Kind::Plain })
}

/// Whether a text begins with a block of headers of which one is an e-mail's own.
fn is_mail(text: &str) -> bool {
    const OWN: [&str; 8] = [
        "from:",
        "received:",
        "return-path:",
        "message-id:",
        "mime-version:",
        "delivered-to:",
        "date:",
        "subject:",
    ];
    let mut headers = text.lines().take_while(|line| !line.is_empty());
    let Some(first) = headers.next().filter(|line| is_header(line)) else { return false };
    let own = |line: &str| OWN.iter().any(|name| line.to_ascii_lowercase().starts_with(name));
    let mut found = usize::from(own(first));
    for line in headers {
        if !is_header(line) && !line.starts_with([' ', '\t']) {
            return false;
        }
        found += usize::from(own(line));
    }
    found >= 2
}

fn is_header(line: &str) -> bool {
    line.split_once(':').is_some_and(|(name, _)| {
        !name.is_empty()
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
    })
}

fn of_mail(raw: &[u8]) -> Message {
    let Ok(mail) = parse_mail(raw) else {
        return Message { subject: None, text: decode(raw.to_vec()) };
    };
    let mut text = String::new();
    body(&mail, &mut text, 0);
    Message {
        subject: mail.headers.get_first_value("Subject").filter(|subject| !subject.is_empty()),
        text,
    }
}

/// Deeper parts than this are not looked into.
const DEEPEST: usize = 16;

/// Appends the text of a part: of alternatives the plain one, of the rest all that is shown.
fn body(part: &ParsedMail<'_>, text: &mut String, depth: usize) {
    if depth > DEEPEST || part.get_content_disposition().disposition == DispositionType::Attachment
    {
        return;
    }
    let kind = part.ctype.mimetype.to_ascii_lowercase();
    if kind == "multipart/alternative" {
        let mut best = String::new();
        for part in &part.subparts {
            let mut one = String::new();
            body(part, &mut one, depth + 1);
            let is_plain = part.ctype.mimetype.eq_ignore_ascii_case("text/plain");
            if !one.trim().is_empty() && (best.is_empty() || is_plain) {
                best = one;
            }
        }
        append(text, &best);
    } else if !part.subparts.is_empty() {
        part.subparts.iter().for_each(|part| body(part, text, depth + 1));
    } else if kind == "text/html" {
        append(text, &nanohtml2text::html2text(&content(part)));
    } else if kind == "message/rfc822" {
        if let Ok(inner) = part.get_body_raw()
            && let Ok(mail) = parse_mail(&inner)
        {
            body(&mail, text, depth + 1);
        }
    } else if kind.starts_with("text/") {
        append(text, &content(part));
    }
}

fn append(text: &mut String, more: &str) {
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    text.push_str(more);
}

/// A part's content, decoded; of a base64 that is cut short or damaged as much as can be read.
fn content(part: &ParsedMail<'_>) -> String {
    let text = part.get_body().unwrap_or_else(|_| {
        let header_end =
            part.raw_bytes.windows(2).position(|pair| pair == b"\n\n").map(|at| at + 2);
        let header_end = header_end
            .or_else(|| {
                part.raw_bytes.windows(4).position(|four| four == b"\r\n\r\n").map(|at| at + 4)
            })
            .unwrap_or(0);
        let (headers, encoded) = part.raw_bytes.split_at(header_end);
        let mut whole: Vec<u8> = encoded
            .iter()
            .copied()
            .filter(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/'))
            .collect();
        whole.truncate(whole.len() / 4 * 4);
        let again = [headers, &whole].concat();
        let read = parse_mail(&again).ok().and_then(|part| part.get_body().ok());
        read.unwrap_or_else(|| String::from_utf8_lossy(encoded).into_owned())
    });
    // MIME ends lines with CRLF; a text on this side does not.
    text.replace("\r\n", "\n")
}

/// Bytes as text: UTF-8 where they are, else UTF-16 by its mark, else Windows-1252, in which old
/// texts of the four languages are written.
fn decode(bytes: Vec<u8>) -> String {
    match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let bytes = error.into_bytes();
            let (encoding, mark) =
                encoding_rs::Encoding::for_bom(&bytes).unwrap_or((encoding_rs::WINDOWS_1252, 0));
            encoding.decode(&bytes[mark..]).0.into_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(input: &[u8]) -> Vec<Message> {
        Messages::new(input).map(Result::unwrap).collect()
    }

    #[test]
    fn a_plain_text_is_unchanged() {
        let text = "The ALAC\r\nmet.\n";
        assert_eq!(messages(text.as_bytes()), [Message { subject: None, text: text.into() }]);
        assert_eq!(messages(b"")[0].text, "");
    }

    #[test]
    fn old_encodings_are_read() {
        assert_eq!(messages(b"r\xe9union de l\x92ICANN")[0].text, "réunion de l’ICANN");
        assert_eq!(messages(b"\xff\xfeG\0A\0C\0")[0].text, "GAC");
    }

    #[test]
    fn a_mail_is_decoded_and_its_plain_part_taken() {
        let raw = b"From: a@b.org\nSubject: =?UTF-8?Q?R=C3=A9union?=\nMIME-Version: 1.0\n\
            Content-Type: multipart/alternative; boundary=x\n\n--x\nContent-Type: text/plain; charset=iso-8859-1\n\
            Content-Transfer-Encoding: quoted-printable\n\nLa r=E9union du GAC\n--x\nContent-Type: text/html\n\n\
            <p>La <b>r&eacute;union</b></p>\n--x--\n";
        let found = messages(raw);
        assert_eq!(found[0].subject.as_deref(), Some("Réunion"));
        assert_eq!(found[0].text.trim(), "La réunion du GAC");
    }

    #[test]
    fn a_mail_with_long_headers_is_a_mail_wherever_they_are_cut() {
        for length in BEGINNING - 40..BEGINNING + 40 {
            let filler = format!("X-Filler: {}\n", "x".repeat(58)).repeat(length / 69);
            let filler = format!("{filler}X-Rest: {}\n", "y".repeat(length % 69));
            let raw =
                format!("From: a@b.org\nDate: x\n{filler}X-End: z\nSubject: long\n\nThe ALAC");
            let found = messages(raw.as_bytes());
            assert_eq!(found[0].subject.as_deref(), Some("long"), "{length}");
            assert_eq!(found[0].text.trim(), "The ALAC");
        }
    }

    #[test]
    fn a_mail_of_html_alone_becomes_text() {
        let raw = b"From: a@b.org\nDate: x\nContent-Type: text/html; charset=utf-8\n\n<p>The <b>GAC</b> &amp; ALAC</p>";
        assert_eq!(messages(raw)[0].text.trim(), "The GAC & ALAC");
    }

    #[test]
    fn a_base64_cut_short_is_read_as_far_as_it_goes() {
        let raw = b"From: a@b.org\nDate: x\nContent-Transfer-Encoding: base64\nContent-Type: text/plain\n\nVGhlIEdBQyBtZXQ=\nVGhlIEdBQyBtZX";
        assert!(messages(raw)[0].text.starts_with("The GAC met"), "{:?}", messages(raw)[0].text);
    }

    #[test]
    fn a_mailbox_gives_its_messages_one_by_one() {
        let raw = b"From a Mon\nSubject: one\nFrom: a@b\n\nfirst\n>From here\n\nFrom b Tue\nSubject: two\nFrom: c@d\n\nsecond\n";
        let found = messages(raw);
        let subjects: Vec<_> =
            found.iter().map(|message| message.subject.as_deref().unwrap()).collect();
        assert_eq!(subjects, ["one", "two"]);
        assert_eq!(found[0].text, "first\nFrom here\n\n");
        assert_eq!(found[1].text, "second\n");
    }

    #[test]
    fn binary_is_no_text() {
        let error = Messages::new(&b"\x7fELF\0\0\0"[..]).next().unwrap();
        assert!(matches!(error, Err(MessageError::NotText)));
    }
}
