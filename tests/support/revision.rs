//! Texts as an editor might have found them: moved, split, changed in words, code, tables and links.

use super::random::Random;

/// A version of `text` with a few edits, the same in every run.
pub(crate) fn revised(text: &str, random: &mut Random) -> String {
    let mut blocks: Vec<String> = text.split("\n\n").map(str::to_owned).collect();
    for round in 0..blocks.len() / 8 + 4 {
        let prose: Vec<usize> = (1..blocks.len()).filter(|&at| is_prose(&blocks, at)).collect();
        let Some(&at) = prose.get(random.below(prose.len().max(1))) else { break };
        match (round + random.below(2)) % 6 {
            0 => blocks.swap(at, prose[0]),
            1 => blocks[at] = blocks[at].replacen(". ", ".\n\n", 1),
            2 => {
                blocks[at] =
                    blocks[at].replacen("](", "](https://example.com/a-rather-long/address/without-spaces/", 1);
            }
            3 => change_lines(&mut blocks, "```", 2, |line| format!("{line} // and a remark that makes the line long")),
            4 => change_lines(&mut blocks, "|", 3, |line| line.replacen("| ", "| other ", 1)),
            _ => blocks[at] = blocks[at].replace(" the ", " some ").replace(" is ", " was "),
        }
    }
    blocks.join("\n\n")
}

/// Whether a block is a paragraph of its own: outside code, no list, no quote, no tag.
pub(crate) fn is_prose(blocks: &[String], at: usize) -> bool {
    let fences = blocks[..at].iter().map(|block| block.matches("```").count()).sum::<usize>();
    fences % 2 == 0 && blocks[at].starts_with(|c: char| c.is_ascii_uppercase()) && !blocks[at].contains("```")
}

/// Changes one line of the first block that begins with `start` and has not been changed.
fn change_lines(blocks: &mut [String], start: &str, line: usize, change: impl Fn(&str) -> String) {
    for block in blocks.iter_mut().filter(|block| block.starts_with(start)) {
        let mut lines: Vec<String> = block.lines().map(str::to_owned).collect();
        let is_inside = line + 1 < lines.len() || (start == "|" && line < lines.len());
        if is_inside && change(&lines[line]) != lines[line] && !lines[line].contains("remark") {
            lines[line] = change(&lines[line]);
            *block = lines.join("\n");
            return;
        }
    }
}
