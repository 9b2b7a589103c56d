/** What tools of agents are for, told by their names. Agents call the same thing differently: a name that is missing here is added here alone. */
const oneOf = (names: string) => {
  const known = new Set(names.split(/\s+/));
  return (name: string): boolean => known.has(name.toLowerCase());
};

export const isShellTool = oneOf(
  `bash shell sh zsh exec_command shell_command unified_exec exec local_shell local_shell_call run_shell_command execute_bash run_terminal_cmd run_in_terminal terminal
  container.exec execute_command powershell run_command bash_command`,
);
/** Tools that change files; some of them also view, which their `command` tells. */
export const isEditTool = oneOf(
  `edit multiedit multi_edit write write_file create_file notebookedit replace str_replace str_replace_editor str_replace_based_edit_tool search_replace
  edit_file create insert write_to_file replace_file_content fs_write`,
);
export const isPatchTool = oneOf('apply_patch applypatch patch');
export const isReadTool = oneOf('read view read_file readfile view_file open_file notebookread');
/** Tools that start a worker. */
export const isSpawnTool = oneOf('task agent spawn_agent delegate_task dispatch_agent invoke_subagent');
/** Tools that only look after work that goes on elsewhere. */
export const isWaitTool = oneOf('wait wait_agent write_stdin taskoutput bashoutput agentoutput agentoutputtool sleep monitor');
/** Tools that write down the whole list of tasks. */
export const isListTool = oneOf('todowrite todo_write todowrite_list write_todos update_plan');
/** The tool that adds one task to the list. */
export const isTaskCreation = oneOf('taskcreate');
/** The tool that changes one task of the list. */
export const isTaskUpdate = oneOf('taskupdate');
/** Tools that put a plan before the person. */
export const isProposalTool = oneOf('exitplanmode exit_plan_mode');
export const isQuestionTool = oneOf(
  'askuserquestion ask_user_question ask_user ask_question request_user_input ask_followup_question question clarify',
);

const planMode = oneOf('enterplanmode exitplanmode tasklist');

/** Tools with which an agent plans its work: lists of tasks and what enters or leaves a mode for planning. */
export const isPlanningTool = (name: string): boolean =>
  isListTool(name) || isTaskCreation(name) || isTaskUpdate(name) || planMode(name);
