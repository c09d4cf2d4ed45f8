-- Neovim 0.7.2 with `editors/neovim/redline-0.7.lua`, in which RUNTIME is the folder `editors/neovim`.
-- Run by tests/editors/main.rs: nvim --clean --headless -c 'luafile neovim-0.7.lua'
local ok, problem = pcall(function()
  local report = {}
  dofile(vim.env.RUNTIME .. '/redline-0.7.lua')

  -- Diagnostics as bytes of the file.
  local function diagnostics(buffer)
    local found = {}
    for _, item in ipairs(vim.diagnostic.get(buffer)) do
      table.insert(found, {
        start = vim.api.nvim_buf_get_offset(buffer, item.lnum) + item.col,
        ['end'] = vim.api.nvim_buf_get_offset(buffer, item.end_lnum) + item.end_col,
        rule = item.user_data.lsp.code,
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
    vim.wait(500, function()
      return false
    end, 50)
    return diagnostics(buffer)
  end

  local function clients(file)
    vim.cmd('edit ' .. vim.fn.fnameescape(file))
    return vim.tbl_count(vim.lsp.buf_get_clients())
  end

  vim.cmd('edit ' .. vim.fn.fnameescape(vim.env.FILE))
  local buffer = vim.api.nvim_get_current_buf()
  report.before = wait_for(tonumber(vim.env.BEFORE), buffer)
  local client = assert(vim.tbl_values(vim.lsp.buf_get_clients(buffer))[1], 'no server')
  report.encoding = client.offset_encoding

  local range = { start = { line = 0, character = 0 }, ['end'] = { line = vim.api.nvim_buf_line_count(buffer), character = 0 } }
  local params = {
    textDocument = vim.lsp.util.make_text_document_params(buffer),
    range = range,
    context = { diagnostics = {}, only = { 'source.fixAll.redline' } },
  }
  local answer = client.request_sync('textDocument/codeAction', params, 10000, buffer)
  for _, action in ipairs(answer and answer.result or {}) do
    if not action.edit then
      action = client.request_sync('codeAction/resolve', action, 10000, buffer).result
    end
    vim.lsp.util.apply_workspace_edit(action.edit, client.offset_encoding)
  end
  vim.cmd('silent write')
  report.after = wait_for(tonumber(vim.env.AFTER), buffer)

  report.in_book_toml = clients(vim.env.ROOT .. '/book.toml')
  report.in_other_toml = clients(vim.env.ROOT .. '/other.toml')
  report.in_lone_markdown = clients(vim.env.LONE)

  client.stop()
  report.stopped = vim.wait(5000, function()
    return client.is_stopped()
  end, 20)
  vim.fn.writefile({ vim.fn.json_encode(report) }, vim.env.REPORT)
end)
if not ok then
  io.stderr:write(tostring(problem) .. '\n')
end
vim.cmd('cquit ' .. (ok and 0 or 1))
