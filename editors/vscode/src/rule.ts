/** The parts of a `vscode.Diagnostic` that name a rule. */
export interface Finding {
  readonly source?: string | undefined;
  readonly code?: string | number | { readonly value: string | number } | undefined;
}

/** The rules of findings, each once, in their order. Findings of other servers are left out. */
export function rulesOf(findings: readonly Finding[]): string[] {
  const codes = findings
    .filter(finding => finding.source === 'redline')
    .map(finding => (typeof finding.code === 'object' ? finding.code.value : finding.code));
  return [...new Set(codes.filter(code => typeof code === 'string'))];
}

/** The rules that `mdbook-redline rules` lists: the first word of each line. */
export function listedRules(output: string): string[] {
  return output.split('\n').flatMap(line => /^[a-z][a-z0-9-]*/.exec(line)?.[0] ?? []);
}
