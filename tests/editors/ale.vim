" Vim with ALE and `editors/vim`, which is the folder RUNTIME.
" Run by tests/editors/main.rs: vim -N -u NONE -es -S ale.vim
set nocompatible nobackup noswapfile hidden encoding=utf-8
execute 'set runtimepath+=' . $RUNTIME . ',' . $ALE
let g:ale_echo_cursor = 0
let g:ale_linters = {'markdown': ['redline'], 'toml': ['redline']}
filetype plugin on
autocmd BufNewFile,BufRead *.toml set filetype=toml
runtime! plugin/ale.vim

function! Findings(count) abort
  let l:tries = 0
  while l:tries < 200 && len(ale#engine#GetLoclist(bufnr(''))) != a:count
    sleep 100m
    let l:tries += 1
  endwhile
  sleep 500m
  return map(copy(ale#engine#GetLoclist(bufnr(''))),
  \ {_, item -> {'line': item.lnum, 'column': item.col, 'rule': get(item, 'code', ''), 'message': item.text, 'type': item.type}})
endfunction

execute 'edit ' . fnameescape($FILE)
ALELint
let s:report = {'before': Findings(str2nr($BEFORE))}
execute 'edit ' . fnameescape($ROOT . '/book.toml')
let s:report.in_book_toml = ale_linters#toml#redline#GetProjectRoot(bufnr('')) is# '' ? 0 : 1
execute 'edit ' . fnameescape($ROOT . '/other.toml')
let s:report.in_other_toml = ale_linters#toml#redline#GetProjectRoot(bufnr('')) is# '' ? 0 : 1
execute 'edit ' . fnameescape($LONE)
let s:report.in_lone_markdown = ale_linters#markdown#redline#GetProjectRoot(bufnr('')) is# '' ? 0 : 1
call writefile([json_encode(s:report)], $REPORT)
qa!
