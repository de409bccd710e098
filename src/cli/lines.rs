//! Records to lines of output.

use stakeout::article::Article;
use stakeout::extract::{Extraction, Extractor};
use stakeout::read::{self, Failure, Kind, Options, Parsed, Record};
use stakeout::watch::{Stage, Watch};
use stakeout::write::{self, Found, Unit};

use super::extract::{Arguments, Emit, Offsets};
use super::run::Lines;

/// The output lines of records, and warnings. `size` becomes the bytes of their texts.
pub(super) fn lines(
    records: &[&Record],
    options: &Options,
    arguments: &Arguments,
    extractor: &Extractor,
    watch: &mut impl Watch,
    size: &mut usize,
) -> Vec<Result<Lines, Failure>> {
    let parsed = records.iter().map(|record| record.article(options, arguments.date));
    let parsed: Vec<Result<Parsed, Failure>> = parsed.collect();
    let articles: Vec<&Article> = parsed.iter().flatten().map(|p| &p.article).collect();
    *size = articles.iter().map(|a| a.text.len()).sum();
    watch.ended(Stage::Parse);
    let mut extracted = extractor.extract_all(&articles, watch).into_iter();
    let mut all = Vec::with_capacity(records.len());
    for (parsed, record) in parsed.iter().zip(records) {
        let one = match parsed {
            Ok(parsed) => {
                let Some(extraction) = extracted.next() else { break };
                if let Some(reason) = over(&extraction, arguments) {
                    let failure = record.failure(read::Stage::Extract, Kind::Many, reason);
                    all.push(Err(failure.of(&parsed.article.id)));
                    continue;
                }
                let place = record.place();
                let warnings = parsed.warnings.iter().map(|w| format!("{place}: {w}")).collect();
                let cut = extraction.document.cut;
                let lines = written(&parsed.article, &extraction, arguments, extractor);
                Ok(Lines { lines, warnings, cut })
            }
            Err(failure) => Err(failure.clone()),
        };
        all.push(one);
    }
    watch.ended(Stage::Write);
    all
}

/// Which limit an extraction is over.
fn over(extraction: &Extraction<'_>, arguments: &Arguments) -> Option<String> {
    let mentions = (extraction.entities.mentions.all().len(), arguments.limit_mentions, "mentions");
    let relations = (extraction.relations.len(), arguments.limit_relations, "relations");
    let over = [mentions, relations].into_iter().find(|(count, limit, _)| count > limit);
    over.map(|(count, limit, what)| {
        format!("{count} {what}, more than {limit}, the most that a document may have")
    })
}

fn written(
    article: &Article,
    extraction: &Extraction<'_>,
    arguments: &Arguments,
    extractor: &Extractor,
) -> Vec<u8> {
    let found = Found {
        article,
        extraction,
        gazetteer: &extractor.gazetteer,
        unit: match arguments.offsets {
            Offsets::Chars => Unit::Chars,
            Offsets::Bytes => Unit::Bytes,
        },
        nominals: arguments.nominals,
    };
    let mut out = Vec::new();
    match arguments.emit {
        Emit::Relations => write::relations(&mut out, found),
        Emit::Mentions => write::mentions(&mut out, found),
        Emit::Entities => write::entities(&mut out, found),
        Emit::Documents => write::document(&mut out, found),
    }
    out
}
