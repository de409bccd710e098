//! Pages that need nothing else: no script from elsewhere, no style sheet, no picture.

use stakeout::escape;

/// Text as it may stand in a page or an attribute.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape::html(&mut out, text);
    out
}

/// A page with this title, body and script; the body is markup already. Nothing else runs in it,
/// and it loads nothing.
pub(crate) fn page(title: &str, body: &str, script: &str) -> String {
    let policy = format!(
        "default-src 'none'; script-src '{}'; style-src '{}'; base-uri 'none'; form-action 'none'",
        escape::script_hash(script),
        escape::script_hash(STYLE)
    );
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n{body}<script>{script}</script>\n</body>\n</html>\n",
        escaped(title)
    )
}

const STYLE: &str = "\
body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; color: #222; background: #fff }
table { border-collapse: collapse; margin: .6rem 0 1.4rem }
th, td { text-align: left; padding: .15rem .8rem .15rem 0; border-bottom: 1px solid #ddd; vertical-align: top }
td.n { text-align: right; font-variant-numeric: tabular-nums }
summary { cursor: pointer; margin: .2rem 0 }
mark { background: #cde8ff } mark.o { background: #ffe2b8 }
.gain { color: #06672f } .loss { color: #a3121f } .faint { color: #666 }
@media (prefers-color-scheme: dark) { body { color: #ddd; background: #181818 } th, td { border-color: #444 } mark { background: #1d4f75; color: inherit } mark.o { background: #6d4a12 } .gain { color: #6fd39a } .loss { color: #ff8f97 } .faint { color: #999 } }
";
