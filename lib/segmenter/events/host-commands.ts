/** Commands to the agent's host; what a person asks of the agent by a command (`/review`, `/init`) is none. */
const NAMES = `add-dir agents bashes bug clear compact config context continue copy cost diff doctor effort exit export fast help hooks ide install-github-app login logout mcp memory
  model models new output-style permissions plugin plugins privacy-settings quit release-notes reload-plugins remote-control rename resume rewind sandbox skills stats status statusline tasks
  terminal-setup theme todos upgrade usage vim`;
const HOST_COMMAND = new RegExp(`^\\s*(?:!|/(?:${NAMES.split(/\s+/).join('|')})(?![\\w:-]))`, 'i');

/** True for a command that is about the agent's host or its shell, not about the work. */
export const isHostCommand = (text: string): boolean => HOST_COMMAND.test(text);
