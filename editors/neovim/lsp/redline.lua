-- Redline for Neovim 0.11 or newer. Copy this file to `lsp/redline.lua` in your configuration folder
-- (`~/.config/nvim`), and put this into `init.lua`:
--
--   vim.lsp.enable('redline')

---@type vim.lsp.Config
return {
  cmd = { 'mdbook-redline', 'lsp' },
  filetypes = { 'markdown', 'toml' },
  -- Only files of a book: a README without a book starts nothing, and neither does another TOML file.
  root_dir = function(buffer, start)
    local path = vim.api.nvim_buf_get_name(buffer)
    if vim.bo[buffer].filetype == 'toml' and vim.fs.basename(path) ~= 'book.toml' then
      return
    end
    local root = vim.fs.root(buffer, 'book.toml')
    if root then
      start(root)
    end
  end,
  -- Everything else is configured in `book.toml`.
  settings = {
    redline = {
      run = 'onType', -- or 'onSave'
      scope = 'open', -- or 'book'
      features = { formatting = false },
    },
  },
}
