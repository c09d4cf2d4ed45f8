/** The part of `vscode.WorkspaceConfiguration` for section `redline` that is read. */
export interface Configuration {
  get<T>(key: string, fallback: T): T;
}

/** The families of features that have a switch, named as in the settings. */
export const FEATURES = ['hover', 'completion', 'definition', 'references', 'links', 'rename', 'formatting'] as const;

/** The settings that the server knows. It reports every other key, so nothing else is sent. */
export interface ServerSettings {
  readonly run: string;
  readonly scope: string;
  readonly features: Record<(typeof FEATURES)[number], boolean>;
}

/** How the server is started. */
export interface LaunchSettings {
  readonly path: string;
  readonly args: readonly string[];
}

/** Reads what the server is to know. */
export function serverSettings(configuration: Configuration): ServerSettings {
  const features = FEATURES.map(name => [name, configuration.get(`features.${name}`, name !== 'formatting')] as const);
  return {
    run: configuration.get('run', 'onType'),
    scope: configuration.get('scope', 'open'),
    features: Object.fromEntries(features) as ServerSettings['features'],
  };
}

/** Reads how the server is started. */
export function launchSettings(configuration: Configuration): LaunchSettings {
  return { path: configuration.get('server.path', ''), args: configuration.get('server.args', ['lsp']) };
}
