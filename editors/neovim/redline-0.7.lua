-- Redline for Neovim 0.7 to 0.10. Put this into `init.lua`, or load the file from there:
--
--   dofile(vim.fn.stdpath('config') .. '/redline-0.7.lua')

-- The running servers, by the folder of their book.
local servers = {}

local function attach(buffer)
  local path = vim.api.nvim_buf_get_name(buffer)
  if path == '' or vim.bo[buffer].buftype ~= '' then
    return
  end
  -- Only files of a book: a README without a book starts nothing, and neither does another TOML file.
  if vim.bo[buffer].filetype == 'toml' and vim.fn.fnamemodify(path, ':t') ~= 'book.toml' then
    return
  end
  local config = vim.fn.findfile('book.toml', vim.fn.fnameescape(vim.fn.fnamemodify(path, ':p:h')) .. ';')
  if config == '' then
    return
  end
  local root = vim.fn.fnamemodify(config, ':p:h')
  servers[root] = servers[root]
    or vim.lsp.start_client({
      name = 'redline',
      cmd = { 'mdbook-redline', 'lsp' },
      root_dir = root,
      workspace_folders = { { uri = vim.uri_from_fname(root), name = vim.fn.fnamemodify(root, ':t') } },
      -- Everything else is configured in `book.toml`.
      settings = { redline = { run = 'onType', scope = 'open' } },
      on_exit = function()
        servers[root] = nil
      end,
    })
  if servers[root] then
    vim.lsp.buf_attach_client(buffer, servers[root])
  end
end

vim.api.nvim_create_autocmd('FileType', {
  pattern = { 'markdown', 'toml' },
  callback = function(args)
    attach(args.buf)
  end,
})
