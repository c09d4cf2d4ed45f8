" Redline for Vim with ALE: book.toml, and no other TOML file.

call ale#Set('toml_redline_executable', 'mdbook-redline')

" The folder of a book.toml. For other files ALE does not start the server.
function! ale_linters#toml#redline#GetProjectRoot(buffer) abort
    let l:path = fnamemodify(bufname(a:buffer), ':p')

    return fnamemodify(l:path, ':t') is# 'book.toml' ? fnamemodify(l:path, ':h') : ''
endfunction

call ale#linter#Define('toml', {
\   'name': 'redline',
\   'lsp': 'stdio',
\   'executable': {buffer -> ale#Var(buffer, 'toml_redline_executable')},
\   'command': '%e lsp',
\   'project_root': function('ale_linters#toml#redline#GetProjectRoot'),
\})
