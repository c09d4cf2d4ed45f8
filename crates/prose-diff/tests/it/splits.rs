//! Blocks that were split, joined or cast in another form.

use prose_diff::{Body, ChangeKind, Diff, Relation};

use crate::{diff, kinds, relations};

const TOKENS: &str = "Tokens authenticate requests to endpoints of the service and expire after thirty days.\n";
const LIMITS: &str = "Each token allows half of the maximum rate; administrators adjust this percentage later.\n";

const SENTENCES: [&str; 5] = [
    "Open the file named configuration.",
    "Change the port number below the heading.",
    "Restart the server process afterwards.",
    "Check the logs twice for warnings.",
    "Tell the other administrators about it.",
];

fn unchanged_words(diff: &Diff) -> bool {
    (diff.statistics.words.deleted, diff.statistics.words.inserted) == (0, 0)
}

#[test]
fn a_paragraph_may_become_any_number_of_paragraphs() {
    for count in [2, 3, 5] {
        let one = SENTENCES[..count].join(" ");
        let several = SENTENCES[..count].join("\n\n");
        let split = diff(&one, &several);
        assert_eq!((kinds(&split), relations(&split)), (vec![&ChangeKind::BlockSplit], vec![Relation::Split]));
        assert!(unchanged_words(&split));
        let joined = diff(&several, &one);
        assert_eq!((kinds(&joined), relations(&joined)), (vec![&ChangeKind::BlockMerged], vec![Relation::Merged]));
        assert!(unchanged_words(&joined));
    }
}

#[test]
fn an_item_may_become_many_items() {
    let names: Vec<String> = (0..12).map(|at| format!("the tool named number{at}")).collect();
    let one = format!("- Install {}.\n- Then go on.\n", names.join(", "));
    let many = format!("- {}\n", names.join("\n- "));
    let split = diff(&one, &format!("{many}- Then go on.\n"));
    assert_eq!(kinds(&split)[0], &ChangeKind::BlockSplit);
    assert_eq!(split.rows[0].after, 0..12);
    assert!(split.statistics.words.deleted <= 1 && split.statistics.words.inserted == 0, "{:#?}", split.statistics);
}

#[test]
fn a_paragraph_beside_others_is_split_in_place() {
    let before = format!("First of all, read this page.\n\n{}\n\nThe end is near.\n", SENTENCES.join(" "));
    let after = format!("First of all, read this page.\n\n{}\n\nThe end is near.\n", SENTENCES.join("\n\n"));
    assert_eq!(relations(&diff(&before, &after)), [Relation::Kept, Relation::Split, Relation::Kept]);
}

#[test]
fn a_paragraph_may_become_a_list_and_back() {
    let one = SENTENCES.join(" ");
    let list = format!("- {}\n", SENTENCES.join("\n- "));
    let kind = |before: &str, after: &str| ChangeKind::BlockKind { before: before.into(), after: after.into() };
    let there = diff(&one, &list);
    assert_eq!(kinds(&there), [&kind("paragraph", "list of 5 bulleted items")]);
    assert!(unchanged_words(&there));
    let back = diff(&list, &one);
    assert_eq!(kinds(&back), [&kind("list of 5 bulleted items", "paragraph")]);
    let lead = diff(&format!("Do this: {one}\n"), &format!("Do this:\n\n{list}"));
    assert_eq!(kinds(&lead), [&kind("paragraph", "paragraph and list of 5 bulleted items")]);
}

#[test]
fn borders_between_paragraphs_may_move() {
    let paragraphs = |borders: &[std::ops::Range<usize>]| {
        borders.iter().map(|range| SENTENCES[range.clone()].join(" ")).collect::<Vec<_>>().join("\n\n")
    };
    let (two, three) = (paragraphs(&[0..3, 3..5]), paragraphs(&[0..2, 2..4, 4..5]));
    let diff = diff(&two, &three);
    assert_eq!((kinds(&diff), relations(&diff)), (vec![&ChangeKind::BlockSplit], vec![Relation::Split]));
    assert!(unchanged_words(&diff));
}

#[test]
fn short_blocks_of_another_kind_are_recognized_by_their_words() {
    let kind = |before: &str, after: &str| ChangeKind::BlockKind { before: before.into(), after: after.into() };
    let words = "Words of the page that stay.\n";
    let heading = diff(&format!("- Linux installation\n\n{words}"), &format!("## Linux installation\n\n{words}"));
    assert_eq!(kinds(&heading), [&kind("bulleted item", "heading")]);
    let item = diff(&format!("## Linux installation\n\n{words}"), &format!("- Linux installation\n\n{words}"));
    assert_eq!(kinds(&item), [&kind("heading", "bulleted item")]);
    let edited = diff(
        &format!("- **Linux installation (recommended)**\n\n{words}"),
        &format!("## Recommended Linux installation\n\n{words}"),
    );
    assert_eq!(kinds(&edited)[0], &kind("bulleted item", "heading"));
    let quote = diff(&format!("> Mind the gap.\n\n{words}"), &format!("Mind the gap.\n\n{words}"));
    assert_eq!(kinds(&quote)[0], &kind("quote", "paragraph"));
    assert!(unchanged_words(&quote));
}

#[test]
fn code_may_become_a_paragraph_and_a_paragraph_code() {
    let kind = |before: &str, after: &str| ChangeKind::BlockKind { before: before.into(), after: after.into() };
    let page =
        |block: &str| format!("Delete the node of the cluster that is gone:\n\n{block}\n\nThen go on as usual.\n");
    let (code, text) = (
        page("    kubectl delete node NAME\n    kubectl get nodes"),
        page("kubectl delete node NAME\nkubectl get nodes"),
    );
    let there = diff(&code, &text);
    assert_eq!(kinds(&there), [&kind("code", "paragraph")]);
    let Body::Lines { lines } = &there.rows[1].body else { panic!("lines") };
    let shown: Vec<&str> = lines.iter().filter_map(|line| text.get(line.after.clone()?)).collect();
    assert_eq!(shown, ["kubectl delete node NAME", "kubectl get nodes"]);
    assert_eq!((there.statistics.words.deleted, there.statistics.words.inserted), (0, 0));
    let back = diff(&text, &code);
    assert_eq!((kinds(&back), back.statistics.words.deleted), (vec![&kind("paragraph", "code")], 0));
    let fenced = diff(&code, &page("```sh\nkubectl delete node NAME\nkubectl get nodes\n```"));
    assert_eq!(kinds(&fenced), [&ChangeKind::Info { before: String::new(), after: "sh".into() }]);
}

#[test]
fn split_and_merged_sections_are_recognized() {
    let joined = format!("# A\n\n## Tokens\n\n{TOKENS}\n- short\n\n{LIMITS}\n- tiny\n");
    let cut = format!("# A\n\n## Tokens\n\n{TOKENS}\n- short\n\n## Limits\n\n{LIMITS}\n- tiny\n");
    let there = diff(&joined, &cut);
    assert_eq!(kinds(&there), [&ChangeKind::SectionAdded]);
    assert_eq!((there.statistics.sections_split, there.statistics.blocks_moved), (1, 0));
    assert_eq!(there.statistics.words.inserted, 1);
    let back = diff(&cut, &joined);
    assert_eq!((kinds(&back), back.statistics.sections_merged), (vec![&ChangeKind::SectionRemoved], 1));
}

#[test]
fn split_merged_and_converted_blocks_are_recognized() {
    let (one, two) = (
        "Open the file named configuration. Change the port number below.",
        "Restart the server process afterwards. Check the logs twice.",
    );
    let split = diff(&format!("{one} {two}\n"), &format!("{one}\n\n{two}\n"));
    assert_eq!((kinds(&split), relations(&split)), (vec![&ChangeKind::BlockSplit], vec![Relation::Split]));
    let merged = diff(&format!("{one}\n\n{two}\n"), &format!("{one} {two}\n"));
    assert_eq!((kinds(&merged), relations(&merged)), (vec![&ChangeKind::BlockMerged], vec![Relation::Merged]));
    let steps = "1. Open the file named configuration.\n2. Change the port number below.\n3. Restart the server process afterwards.\n4. Check the logs twice.\n";
    let recast = diff(&format!("{one} {two}\n"), steps);
    let kind = ChangeKind::BlockKind { before: "paragraph".into(), after: "list of 4 numbered items".into() };
    assert_eq!(kinds(&recast), [&kind]);
    let blocks: Vec<usize> = recast.runs().filter_map(|run| Some(run.after.as_ref()?.block)).collect();
    assert_eq!(blocks, [0, 1, 2, 3]);
    let note = diff("> [!NOTE]\n> Keep the token safe.\n", "> [!WARNING]\n> Keep the token safe.\n");
    assert_eq!(kinds(&note), [&ChangeKind::BlockKind { before: "note".into(), after: "warning".into() }]);
}
