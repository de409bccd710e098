//! Explanations as text for a terminal.

use stakeout::explain::{
    Answer, AttemptView, Cause, EndView, Explanation, MentionView, Patch, RelationView,
    SentenceView, StepView, UnitView, Weighed,
};

use super::super::paint::{Ink, Paint, columns, shown};

/// So many pieces of evidence are shown behind a mention; `--json` holds all.
const SHOWN: usize = 6;

pub(super) fn explanation(paint: Paint, explanation: &Explanation) -> String {
    let mut out = String::new();
    if !explanation.doc.is_empty() {
        out += &format!("{}\n\n", paint.ink(Ink::Faint, &shown(&explanation.doc)));
    }
    for one in &explanation.corrections {
        let line = format!("{} ({}), {} times", shown(&one.correction), one.place, one.times);
        out += &paint.wrap("corrected: ", &line);
    }
    for one in &explanation.sentences {
        sentence(&mut out, paint, one);
        out.push('\n');
    }
    out
}

fn sentence(out: &mut String, paint: Paint, sentence: &SentenceView) {
    let words: Vec<String> =
        shown(&sentence.text).split(' ').map(|w| paint.ink(Ink::Strong, w)).collect();
    *out += &paint.wrap("", &words.join(" "));
    let units: Vec<String> = sentence.units.iter().map(unit).collect();
    *out += &paint.wrap(&paint.ink(Ink::Faint, "  units  "), &units.join(" "));
    for verb in sentence.units.iter().filter_map(|u| u.verb.as_ref().zip(Some(&u.text))) {
        let (verb, text) = verb;
        let mut said: Vec<&str> = verb.status.into_iter().collect();
        said.extend(verb.negated.then_some("negated"));
        said.extend(verb.hedged.then_some("hedged"));
        if !said.is_empty() {
            let cues: Vec<String> = verb.cues.iter().map(|c| format!("`{}`", shown(c))).collect();
            let line = format!("`{}` is {}: {}", shown(text), said.join(", "), cues.join(", "));
            *out += &paint.wrap(&paint.ink(Ink::Faint, "  mood   "), &line);
        }
    }
    sentence.mentions.iter().for_each(|m| mention(out, paint, m));
    sentence.relations.iter().for_each(|r| relation(out, paint, r));
}

/// `[organization Acme]`, `<own passive (Beta): was owned>`, `of`.
fn unit(unit: &UnitView) -> String {
    let text = shown(&unit.text);
    match (&unit.verb, unit.mention_type) {
        (Some(verb), _) => {
            let voice = if verb.voice == "passive" { " passive" } else { "" };
            let subject = verb.subject.as_deref().map(|s| format!(" ({})", shown(s)));
            format!("<{}{voice}{}: {text}>", verb.lemma, subject.unwrap_or_default())
        }
        (None, Some(kind)) => format!("[{kind} {text}]"),
        (None, None) => text,
    }
}

fn mention(out: &mut String, paint: Paint, mention: &MentionView) {
    let name = paint.ink(Ink::Name, &format!("[{}]", shown(&mention.text)));
    let kind = if mention.kind == mention.mention_type { "" } else { mention.kind };
    let line = format!("{} {kind} {name}  by {}", mention.mention_type, shown(&mention.source));
    *out += &paint.wrap("  ", &line.replace("  ", " ").replace(" by", "  by"));
    if let Some(link) = &mention.link {
        let to = link.antecedent.as_deref().map(|a| format!(", from `{}`", shown(a)));
        let sure = format!("{:.2}", link.confidence);
        let line =
            format!("{} ({}{}, {sure})", shown(&link.name), link.reason, to.unwrap_or_default());
        *out += &paint.wrap("      is ", &line);
    }
    if let Some(score) = mention.score {
        let more = mention.evidence.len().saturating_sub(SHOWN);
        let more = if more > 0 { format!(", and {more} more") } else { String::new() };
        let line = format!("{score:+.2}: {}{more}", weighed(&mention.evidence, SHOWN));
        *out += &paint.wrap("      weighs ", &line);
    }
    if let Some(second) = &mention.runner_up {
        let kind = second.mention_type.unwrap_or("no name");
        let line = format!("{:+.2}: {kind} [{}]", second.score, shown(&second.text));
        *out += &paint.wrap("      before ", &line);
    }
}

fn weighed(all: &[Weighed], most: usize) -> String {
    let one = |w: &Weighed| format!("{} {:+.2}", w.name, w.weight);
    all.iter().take(most).map(one).collect::<Vec<_>>().join(", ")
}

fn relation(out: &mut String, paint: Paint, relation: &RelationView) {
    let RelationView { subject, object, .. } = relation;
    let fact = format!("{}({}, {})", relation.relation, shown(&subject.name), shown(&object.name));
    let mut marks = relation.status.to_owned();
    for (set, word) in [(relation.negated, " negated"), (relation.hedged, " hedged")] {
        marks.push_str(if set { word } else { "" });
    }
    *out += &paint.wrap("  => ", &format!("{}  {marks}", paint.ink(Ink::Fact, &fact)));
    let place = relation.place.as_deref().unwrap_or("");
    *out += &paint.wrap("      rule       ", &format!("{} ({place})", relation.rule));
    if let (Some(pattern), Some(form)) = (&relation.pattern, relation.form) {
        *out += &paint.wrap("      pattern    ", &format!("{pattern}  ({form})"));
    }
    steps(out, paint, &relation.steps);
    for (end, what) in [(subject, "subject"), (object, "object")] {
        if end.name != end.text {
            let EndView { name, text, reason, .. } = end;
            let line = format!("`{}` is {} ({reason})", shown(text), shown(name));
            *out += &paint.wrap(&format!("      {what:10} "), &line);
        }
    }
    attributes(out, paint, relation);
    if !relation.cues.is_empty() {
        let cues: Vec<String> = relation.cues.iter().map(|c| format!("`{}`", shown(c))).collect();
        *out += &paint.wrap("      cues       ", &cues.join(", "));
    }
    if let Some(said) = &relation.attribution {
        *out += &paint.wrap("      says       ", &shown(said));
    }
    let from = weighed(&relation.confidence_from, usize::MAX);
    let said = relation.uncalibrated.unwrap_or(relation.confidence);
    let worth = match relation.uncalibrated {
        Some(_) => format!("{:.2} by the calibration, for ", relation.confidence),
        None => String::new(),
    };
    let line = format!("{worth}{said:.2} from {from}");
    *out += &paint.wrap("      confidence ", &line);
    for again in &relation.repeated {
        let line = format!("{}: {}", again.rule, shown(&again.text));
        *out += &paint.wrap("      again      ", &line);
    }
}

fn steps(out: &mut String, paint: Paint, steps: &[StepView]) {
    let widest = steps.iter().map(|s| columns(&s.wants)).max().unwrap_or(0).min(24);
    for step in steps {
        let wants = format!("{:widest$}", step.wants);
        let first = format!("        {}  ", paint.ink(Ink::Faint, &wants));
        *out += &paint.wrap(&first, &shown(&step.text));
    }
}

fn attributes(out: &mut String, paint: Paint, relation: &RelationView) {
    let Some(all) = relation.attributes.as_object() else { return };
    for (name, value) in all.iter().filter(|(_, v)| !v.is_null()) {
        let told = value.as_object().map(|o| {
            let given = o.iter().filter(|(_, v)| !v.is_null() && **v != false);
            given.map(|(k, v)| format!("{k} {v}")).collect::<Vec<_>>().join(", ")
        });
        let told = told.unwrap_or_else(|| value.to_string());
        *out += &paint.wrap(&format!("      {name:10} "), &shown(&told));
    }
}

pub(super) fn answer(paint: Paint, answer: &Answer) -> String {
    let ends = format!("{}, {}", shown(&answer.ends.subject), shown(&answer.ends.object));
    let claim = format!("{}({ends})", answer.relation);
    let mut out = String::new();
    if let (Cause::Found, Some(found)) = (answer.cause, &answer.found) {
        out += &format!("{} was found\n", paint.ink(Ink::Fact, &claim));
        for note in &answer.notes {
            out += &paint.wrap("  note    ", &shown(note));
        }
        relation(&mut out, paint, found);
        return out;
    }
    out += &format!("{}\n", paint.ink(Ink::Strong, &claim));
    let message = paint.ink(Ink::Fault, &shown(&answer.message));
    out += &paint.wrap("  because ", &message);
    if let Some(sentence) = &answer.sentence {
        out += &paint.wrap("  in      ", &shown(sentence));
    }
    if let Some(attempt) = &answer.attempt {
        self::attempt(&mut out, paint, attempt);
    }
    for note in &answer.notes {
        out += &paint.wrap("  note    ", &shown(note));
    }
    if let Some(suggestion) = &answer.suggestion {
        let (what, option, text) = match &suggestion.patch {
            Patch::Gazetteer(text) => ("a name list", "--gazetteer FILE", text),
            Patch::Rules(text) => ("a rule file", "--rules DIR", text),
            Patch::Corrections(text) => ("a corrections file", "--corrections FILE", text),
        };
        let state =
            if suggestion.works { "tried: it is found then" } else { "not enough by itself" };
        out += &paint.wrap("  mend    ", &format!("{what} ({option}); {state}"));
        for line in text.lines() {
            let fields: Vec<String> = line.split('\t').map(super::super::terminal::plain).collect();
            out += &format!("      {}\n", fields.join("\t"));
        }
    }
    out
}

fn attempt(out: &mut String, paint: Paint, attempt: &AttemptView) {
    *out += &paint.wrap("  rule    ", &format!("{} ({})", attempt.rule, attempt.place));
    *out += &paint.wrap("  pattern ", &format!("{}  ({})", attempt.pattern, attempt.form));
    steps(out, paint, &attempt.steps);
    for wanted in &attempt.wanted {
        *out += &paint.wrap("        ✗ ", &shown(wanted));
    }
}
