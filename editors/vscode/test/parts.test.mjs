import assert from 'node:assert/strict';
import test from 'node:test';
import { load } from './support.mjs';

const { isAtLeast } = load('version');
const { rulesOf, listedRules } = load('rule');

test('versions are compared by number', () => {
  const newer = [['0.1.0', '0.1.0'], ['0.10.0', '0.9.9'], ['1.0.0', '0.9.0'], ['v0.2.0-rc.1', '0.1.9']];
  const older = [['0.0.9', '0.1.0'], ['0.9.9', '0.10.0'], ['0.1.0', '1.0.0']];
  assert.ok(newer.every(([version, minimum]) => isAtLeast(version, minimum)));
  assert.ok(!older.some(([version, minimum]) => isAtLeast(version, minimum)));
  assert.ok(isAtLeast('', '0.1.0'), 'a version that is not known is no reason to stop');
});

test('rules are those of our findings, each once', () => {
  const finding = (source, code) => ({ source, code });
  const findings = [
    finding('redline', { value: 'a-an', target: 'https://example.org' }),
    finding('redline', 'filler'),
    finding('rumdl', 'MD001'),
    finding('redline', 'a-an'),
    finding('redline', undefined),
  ];
  assert.deepEqual(rulesOf(findings), ['a-an', 'filler']);
});

test('the list of rules is the first word of each line', () => {
  assert.deepEqual(listedRules('a-an   recommended  warning\nfiller  strict\n\n  note: no rule\n'), ['a-an', 'filler']);
});
