/** Ends the program with its help when that is wanted, or when the command makes no sense. */
export function askedForHelp(wanted, help) {
  if (!wanted) return;
  console.log(help);
  process.exit(process.argv.includes('--help') ? 0 : 2);
}
