/** What a core is wrapped in: by itself, behind what closes the markup around it, and in Markdown of each kind. */
export const CARRIERS: readonly ((core: string, at: string) => string)[] = [
  (core) => core,
  (core) => `"'></title></textarea></style></script></noscript>--> ]]>${core}`,
  (core, at) => `# ${core}\n\n- [ ] ${core}\n\n> | ${core} |\n> |---|\n\n[1]: ${at}\n`,
  (core) => `\`${core}\`\n\`\`\`html\n${core}\n`,
  (core, at) => `![${core}](${at} "${core}") [open](${core}) <${at}> \u202e${core}\u2066`,
];
