//! Bodies of rows with words.

use super::change_log::{ChangeLog, Location};
use super::runs::{RunContext, RunWriter};
use super::side::TextSide;
use crate::diff::flatten::Version;
use crate::diff::flatten::leaf::joined;
use crate::diff::model::fallback::Fallback;
use crate::diff::model::row::Body;
use crate::diff::model::run::Run;
use crate::diff::text::intern::Interner;
use crate::diff::text::joined::JoinedText;
use crate::diff::text::token::Text;
use crate::diff::words::op::Op;

/// Writer of the bodies of rows.
pub(super) struct BodyWriter<'a> {
    pub(super) before: &'a Version<'a>,
    pub(super) after: &'a Version<'a>,
    pub(super) interner: &'a mut Interner,
    pub(super) log: ChangeLog<'a>,
    pub(super) fallbacks: &'a mut Vec<Fallback>,
}

impl BodyWriter<'_> {
    /// The runs of whole blocks.
    pub(super) fn text(
        &mut self,
        location: &Location,
        ops: &[Op],
        context: RunContext,
        changes: &mut Vec<usize>,
    ) -> Body {
        let a = joined(&self.before.leaves[location.before.clone()]);
        let b = joined(&self.after.leaves[location.after.clone()]);
        let (runs, mut recorded) = self.runs(location, (&a, &b), false, ops, context);
        changes.append(&mut recorded);
        Body::Text { runs }
    }

    /// The runs of a cell or a line of code in the block at `location`, and the ids of their changes.
    pub(super) fn part(
        &mut self,
        location: &Location,
        (before, after): (&Text, &Text),
        ops: Option<&[Op]>,
        context: RunContext,
    ) -> (Vec<Run>, Vec<usize>) {
        let (a, b) = (JoinedText::new(vec![before]), JoinedText::new(vec![after]));
        let replaced = [Op::replace_all(a.tokens.len(), b.tokens.len())];
        self.runs(location, (&a, &b), true, ops.unwrap_or(&replaced), context)
    }

    fn runs(
        &mut self,
        location: &Location,
        (a, b): (&JoinedText<'_>, &JoinedText<'_>),
        one_block: bool,
        ops: &[Op],
        context: RunContext,
    ) -> (Vec<Run>, Vec<usize>) {
        let sides = (
            TextSide { version: self.before, joined: a, block: location.before.start, one_block },
            TextSide { version: self.after, joined: b, block: location.after.start, one_block },
        );
        let mut writer = RunWriter::new(&mut self.log, self.interner, location, sides, context);
        writer.write(ops);
        (writer.runs, writer.changes)
    }
}
