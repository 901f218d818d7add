-- What somebody does in Neovim with reports.
--
-- usage: nvim --clean --headless -l .ci/neovim.lua CONFIGURATION ENCODING
--
-- CONFIGURATION is what docs/editors.md gives for init.lua, and ENCODING the only one that this Neovim offers the server. The
-- working folder has the report of the fixtures, and `reportlint` is found on the path.

local configuration, encoding = arg[1], arg[2]
dofile(configuration)
vim.lsp.config("reportlint", { capabilities = { general = { positionEncodings = { encoding } } } })
vim.cmd("filetype on")

-- A machine that is busy is waited for.
local PATIENCE = 30000

local function expect(expected, seen, what)
  if not vim.deep_equal(expected, seen) then
    error(("%s:\nexpected %s\nbut saw %s"):format(what, vim.inspect(expected), vim.inspect(seen)))
  end
end

local function lines_of(text)
  local lines = {}
  for line in vim.gsplit(text, "\n") do
    table.insert(lines, line)
  end
  return lines
end

-- The line and the column of a byte, both from 0, and the column in bytes as Neovim counts it.
local function place(text, offset)
  local before = lines_of(text:sub(1, offset))
  return { #before - 1, #before[#before] }
end

local function worded(rule, first, last)
  return ("%d:%d-%d:%d %s"):format(first[1], first[2], last[1], last[2], rule)
end

-- What the command line finds in a file on the disk, by the files that it is in.
local function checked(name)
  local run = vim.system({ "reportlint", "check", "--format", "json", name }):wait()
  local found = {}
  for _, finding in ipairs(vim.json.decode(run.stdout).findings) do
    local text = vim.fn.readblob(finding.file)
    local range = finding.range
    found[finding.file] = found[finding.file] or {}
    local words = worded(finding.rule, place(text, range.start.offset), place(text, range["end"].offset))
    table.insert(found[finding.file], words)
  end
  for _, list in pairs(found) do
    table.sort(list)
  end
  return found
end

-- What Neovim shows, by files.
local function shown()
  local found = {}
  for _, it in ipairs(vim.diagnostic.get()) do
    local name = vim.fn.fnamemodify(vim.api.nvim_buf_get_name(it.bufnr), ":.")
    found[name] = found[name] or {}
    table.insert(found[name], worded(it.code, { it.lnum, it.col }, { it.end_lnum, it.end_col }))
  end
  for _, list in pairs(found) do
    table.sort(list)
  end
  return found
end

local function expect_shown(expected, what)
  vim.wait(PATIENCE, function()
    return vim.deep_equal(expected, shown())
  end, 10)
  expect(expected, shown(), what)
end

-- Waits until something else is shown, and returns it.
local function shown_after(act)
  local before = shown()
  act()
  vim.wait(PATIENCE, function()
    return not vim.deep_equal(before, shown())
  end, 10)
  return shown()
end

local function rules(list)
  return vim.tbl_map(function(it)
    return it:match("%S+$")
  end, list or {})
end

-- The rules that are in one list and not in the other, as often as they are.
local function without(list, taken)
  local rest = rules(list)
  for _, rule in ipairs(rules(taken)) do
    for at, it in ipairs(rest) do
      if it == rule then
        table.remove(rest, at)
        break
      end
    end
  end
  return rest
end

-- Chooses the one action that is offered for the finding of a rule, and whose title begins so.
local function choose(rule, title)
  local found = vim.tbl_filter(function(it)
    return it.code == rule
  end, vim.diagnostic.get(0))
  expect(1, #found, "findings of " .. rule)
  vim.api.nvim_win_set_cursor(0, { found[1].lnum + 1, found[1].col })
  vim.lsp.buf.code_action({
    apply = true,
    filter = function(action)
      return vim.startswith(action.title, title) and action.diagnostics[1].code == rule
    end,
  })
  return found[1].lnum
end

local function line(number)
  return vim.api.nvim_buf_get_lines(0, number, number + 1, true)[1]
end

local function undo()
  vim.cmd("silent undo")
end

local function close()
  vim.cmd("silent bwipeout!")
  expect_shown({}, "what is shown when nothing is open")
end

local function open(name)
  vim.cmd("silent edit " .. name)
  vim.wait(PATIENCE, function()
    return #vim.lsp.get_clients({ bufnr = 0 }) == 1
  end, 10)
  expect(encoding, vim.lsp.get_clients({ bufnr = 0 })[1].offset_encoding, "the encoding")
end

local steps = {}

function steps.columns_behind_any_character()
  open("columns/report.yaml")
  expect_shown({ ["columns/report.yaml"] = { "2:21-2:25 yaml/duplicate-key" } }, "a finding behind é and 𝄞")
  close()
end

function steps.findings_of_the_report()
  open("report.yaml")
  expect_shown(checked("report.yaml"), "the findings of the report")
  close()
end

function steps.findings_in_all_parts()
  open("split/agenda.yaml")
  expect_shown(checked("split/report.yaml"), "the findings of a report in several files")
  close()
end

function steps.a_fix()
  open("report.yaml")
  expect_shown(checked("report.yaml"), "the findings before a fix")
  local before = shown()["report.yaml"]
  local after = shown_after(function()
    local number = choose("references/style", "Fix:")
    vim.wait(PATIENCE, function()
      return vim.bo.modified
    end, 10)
    expect(true, line(number):find("Annex I.", 1, true) ~= nil, "the line with the fix: " .. line(number))
  end)
  expect({ "references/style" }, without(before, after["report.yaml"]), "what the fix removes")
  expect({}, without(after["report.yaml"], before), "what the fix adds")
  undo()
  expect_shown(checked("report.yaml"), "the findings after the fix is undone")
  close()
end

function steps.a_declaration()
  open("report.yaml")
  expect_shown(checked("report.yaml"), "the findings before a declaration")
  local before = shown()["report.yaml"]
  local after = shown_after(function()
    choose("agenda/code-gap", "Declare:")
  end)
  local text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, true), "\n")
  expect(true, text:find('withdrawn: ["003"]', 1, true) ~= nil, "the text has the declaration")
  expect({ "agenda/code-gap" }, without(before, after["report.yaml"]), "what the declaration removes")
  expect({}, without(after["report.yaml"], before), "what the declaration adds")
  close()
end

function steps.all_safe_fixes()
  open("report.yaml")
  expect_shown(checked("report.yaml"), "the findings before all fixes")
  local after = shown_after(function()
    vim.lsp.buf.code_action({
      apply = true,
      context = { only = { "source.fixAll.reportlint" }, diagnostics = {} },
    })
  end)
  vim.cmd("silent write")
  local run = vim.system({ "reportlint", "check", "--fix", "--quiet", "fixed.yaml" }):wait()
  expect(1, run.code, "the exit code of --fix, which leaves findings")
  expect(vim.fn.readblob("fixed.yaml"), vim.fn.readblob("report.yaml"), "what --fix writes")
  expect(checked("report.yaml"), after, "the findings after all fixes")
  close()
end

function steps.broken_text()
  open("report.yaml")
  expect_shown(checked("report.yaml"), "the findings before the text is broken")
  local after = shown_after(function()
    vim.api.nvim_buf_set_lines(0, 0, 0, true, { 'broken: "' })
  end)
  expect({ "yaml/syntax" }, rules(after["report.yaml"]), "what is shown of broken text")
  undo()
  expect_shown(checked("report.yaml"), "the findings after the text is whole again")
  close()
end

for _, name in ipairs({
  "columns_behind_any_character",
  "findings_of_the_report",
  "findings_in_all_parts",
  "a_fix",
  "a_declaration",
  "broken_text",
  "all_safe_fixes",
}) do
  print(("%s: %s\n"):format(encoding, name:gsub("_", " ")))
  steps[name]()
end
