//! Mail in pieces: whatever is put together of what mail is made of, is read and explained.

use super::explain;

/// A byte below [`LITERAL`] stands for one of these; from there on, for how many of the bytes
/// behind it are taken as they are.
const PIECES: [&str; 64] = [
    "\n",
    "\r\n",
    "\n\n",
    "From a@b.org Mon Jan  1 00:00:00 2024\n",
    ">From here\n",
    "From: a@b.org\n",
    "To: c@d.org\n",
    "Date: Mon, 1 Jan 2024 00:00:00 +0000\n",
    "Subject: The ALAC\n",
    "Subject: =?UTF-8?B?TGEgcsOpdW5pb24=?=\n",
    "Subject: =?iso-8859-1?Q?r=E9union_du_GAC?=\n",
    "Subject: =?UTF-8?Q?",
    "=?utf-16?B?",
    "?=",
    "Message-ID: <1@b.org>\n",
    "MIME-Version: 1.0\n",
    "Content-Type: text/plain; charset=utf-8\n",
    "Content-Type: text/plain; charset=iso-8859-1\n",
    "Content-Type: text/plain; charset=utf-16\n",
    "Content-Type: text/plain; charset=utf-7\n",
    "Content-Type: text/plain; charset=iso-2022-jp\n",
    "Content-Type: text/plain; charset=no-such\n",
    "Content-Type: text/html\n",
    "Content-Type: text/calendar\n",
    "Content-Type: message/rfc822\n",
    "Content-Type: application/octet-stream\n",
    "Content-Type: multipart/mixed; boundary=x\n",
    "Content-Type: multipart/alternative; boundary=y\n",
    "Content-Type: multipart/related; boundary=\"x y\"\n",
    "Content-Type: multipart/mixed\n",
    "Content-Type: multipart/digest; boundary=\n",
    "--x\n",
    "--x--\n",
    "--y\n",
    "--y--\n",
    "--x y\n",
    "--\n",
    "Content-Transfer-Encoding: base64\n",
    "Content-Transfer-Encoding: quoted-printable\n",
    "Content-Transfer-Encoding: 8bit\n",
    "Content-Transfer-Encoding: x-uuencode\n",
    "Content-Disposition: attachment; filename=\"a.txt\"\n",
    "Content-Disposition: inline; filename*0*=UTF-8''%e2; filename*1=x\n",
    "VGhlIEdBQyBtZXQ=\n",
    "VGhlIEdBQyBtZX",
    "La r=E9union du GAC =\n",
    "=C3=A9",
    "<p>The <b>GAC</b> &amp; ALAC</p>",
    "<a href=\"https://x.org\">ccNSO</a>",
    "<!-- ",
    "<script>",
    "</",
    "&#x202e;",
    "The ALAC and the GNSO met at ICANN84. ",
    "> On 3 May 2024, A GAC <a@b.org> wrote:\n",
    "-- \n",
    "```\n",
    "`GAC` ",
    "Grant Programme Oversight Panel (GPOP) ",
    "public\ncomment ",
    "SO/AC ",
    "\u{feff}",
    "\t",
    "X-Folded: a\n b\n",
];
const LITERAL: u8 = 64;

/// The input says which pieces stand in which order.
pub fn run(data: &[u8]) {
    explain::run(&mail(data));
}

fn mail(mut data: &[u8]) -> Vec<u8> {
    let mut mail = Vec::new();
    while let Some((&first, rest)) = data.split_first() {
        if let Some(piece) = PIECES.get(usize::from(first)) {
            mail.extend_from_slice(piece.as_bytes());
            data = rest;
        } else {
            let (literal, rest) = rest.split_at(rest.len().min(usize::from(first - LITERAL) % 32));
            mail.extend_from_slice(literal);
            data = rest;
        }
    }
    mail
}
