//! Examples below the help of verbs.

pub(crate) const EXTRACT: &str = "\
Examples:
  stakeout extract article.txt
  stakeout extract corpus/ news.jsonl.gz cc.warc.gz -o relations.jsonl
  zcat news.gz | stakeout extract -j 8 --date 2024-02-14 -o relations.jsonl
  stakeout extract --emit mentions article.html
  stakeout extract --gazetteer ours.tsv --rules ours/ --corrections ours.toml corpus/
  stakeout extract --resume -o relations.jsonl corpus/";

pub(crate) const MERGE: &str = "\
Examples:
  stakeout extract corpus/articles -o relations.jsonl
  stakeout merge relations.jsonl -o graph.jsonl
  stakeout merge graph.jsonl more.jsonl --corrections same.toml -o graph2.jsonl";

pub(crate) const GRAPH: &str = "\
Examples:
  stakeout graph -f gexf --entities-only --affirmed graph.jsonl -o graph.gexf
  stakeout graph -f neo4j graph.jsonl -o neo4j && sh neo4j/import.sh
  stakeout graph -f csv --about \"Tindefjord ASA\" --as-of 2025-02-14 graph.jsonl -o t
  stakeout graph -f dot graph.jsonl | dot -Tsvg >graph.svg";

pub(crate) const TIMELINE: &str = "\
Examples:
  stakeout timeline -f markdown relations.jsonl
  stakeout timeline -f csv relations.jsonl --articles corpus/articles -o timeline.csv
  stakeout timeline -f html --about \"Tindefjord ASA\" --basis stated relations.jsonl -o t.html";

pub(crate) const REPORT: &str = "\
Examples:
  stakeout report relations.jsonl --articles corpus/articles -o report.html
  stakeout report graph.jsonl -o report.html";

pub(crate) const GAZETTEER: &str = "\
Examples:
  stakeout gazetteer check ours.tsv
  stakeout gazetteer compile ours.tsv -o ours.stk
  stakeout extract --gazetteer ours.stk corpus/";

pub(crate) const RULES: &str = "\
Examples:
  stakeout rules new sponsors --dir ours
  stakeout rules try --rules ours '[giver] ~sponsor [taker]' corpus/articles
  stakeout rules test --rules ours --only sponsors --watch
  stakeout extract --rules ours corpus/articles";

pub(crate) const RULES_CHECK: &str = "\
Examples:
  stakeout rules check
  stakeout rules check --rules ours";

pub(crate) const RULES_TEST: &str = "\
Examples:
  stakeout rules test --only owns
  stakeout rules test --rules ours --only sponsors --strict
  stakeout rules test --rules ours --only sponsors --watch";

pub(crate) const RULES_LIST: &str = "\
Examples:
  stakeout rules list
  stakeout rules list --rules ours --no-builtin-rules";

pub(crate) const CORRECTIONS: &str = "\
Examples:
  stakeout corrections check ours.toml corpus/articles
  stakeout extract --corrections ours.toml corpus/articles";
