/** Verbs that open an order; a noun that looks like one ("test results", "build output") is kept out by the word after it. */
export const ORDER_VERBS = new Set(
  `add address adjust brainstorm capture cherry-pick confirm count delegate download fetch kill launch persist prune redo rerun respond rework solve spawn submit upload
  utilise utilize work align allow analyse analyze apply audit build bump bring calculate change check clean close combine commit compare configure consolidate convert copy correct create
  debug define delete deploy describe design determine disable display document drop enable ensure evaluate examine execute expand explain explore export expose extend extract
  find finish fix format generate get handle hide identify implement import improve include increase inline inspect install integrate introduce investigate keep limit link list load log
  make merge migrate modify monitor move open optimise optimize organize parse pass patch perform plan port prepare prevent print profile publish pull push put read rebase record
  redesign reduce refactor refine release remove rename render reorder repair replace reproduce research reset resolve restart restore restructure return revert review rewrite run
  save scan search send separate set setup ship show simplify skip sort speed split squash start stop store strip summarise summarize support switch sync tag test tidy trace track transform
  translate trigger turn undo unify update upgrade use validate verify wire wrap write`.split(/\s+/),
);
