-- Neovim 0.11 with `editors/neovim/lsp/redline.lua`, in which RUNTIME is the folder `editors/neovim`.
-- Run by tests/editors/main.rs: nvim --clean --headless -l neovim.lua
local report = {}
vim.opt.runtimepath:prepend(vim.env.RUNTIME)
vim.lsp.enable('redline')
vim.cmd('filetype on')

-- Diagnostics as bytes of the file.
local function diagnostics(buffer)
  local found = {}
  for _, item in ipairs(vim.diagnostic.get(buffer)) do
    table.insert(found, {
      start = vim.api.nvim_buf_get_offset(buffer, item.lnum) + item.col,
      ['end'] = vim.api.nvim_buf_get_offset(buffer, item.end_lnum) + item.end_col,
      rule = item.code,
      message = item.message,
      source = item.source,
      severity = item.severity,
    })
  end
  return found
end

local function wait_for(count, buffer)
  vim.wait(20000, function()
    return #vim.diagnostic.get(buffer) == count
  end, 20)
  -- Later lists that would differ arrive in this time.
  vim.wait(500, function()
    return false
  end, 50)
  return diagnostics(buffer)
end

local function clients(file)
  vim.cmd.edit(vim.fn.fnameescape(file))
  local buffer = vim.api.nvim_get_current_buf()
  vim.wait(1000, function()
    return #vim.lsp.get_clients({ bufnr = buffer }) > 0
  end, 20)
  return #vim.lsp.get_clients({ bufnr = buffer })
end

vim.cmd.edit(vim.fn.fnameescape(vim.env.FILE))
local buffer = vim.api.nvim_get_current_buf()
report.before = wait_for(tonumber(vim.env.BEFORE), buffer)
local client = assert(vim.lsp.get_clients({ bufnr = buffer, name = 'redline' })[1], 'no server')
report.server = client.server_info and client.server_info.name
report.encoding = client.offset_encoding

local tick = vim.api.nvim_buf_get_changedtick(buffer)
vim.lsp.buf.code_action({ context = { only = { 'source.fixAll.redline' }, diagnostics = {} }, apply = true })
vim.wait(10000, function()
  return vim.api.nvim_buf_get_changedtick(buffer) ~= tick
end, 20)
vim.cmd('silent write')
report.after = wait_for(tonumber(vim.env.AFTER), buffer)

report.in_book_toml = clients(vim.env.ROOT .. '/book.toml')
report.in_other_toml = clients(vim.env.ROOT .. '/other.toml')
report.in_lone_markdown = clients(vim.env.LONE)

client:stop()
report.stopped = vim.wait(5000, function()
  return client:is_stopped()
end, 20)
vim.fn.writefile({ vim.json.encode(report) }, vim.env.REPORT)
os.exit(0)
