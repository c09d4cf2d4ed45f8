;;; redline-eglot.el --- Redline for Emacs with Eglot  -*- lexical-binding: t -*-

;;; Commentary:

;; Put this file into a folder of `load-path', and this into your init file:
;;
;;   (require 'redline-eglot)
;;   (add-hook 'markdown-mode-hook #'redline-eglot-ensure)
;;   (add-hook 'conf-toml-mode-hook #'redline-eglot-ensure)
;;
;; Everything but the settings below is configured in `book.toml'.

;;; Code:

(require 'cl-lib)
(require 'eglot)
(require 'project)

(defvar redline-eglot-modes '(markdown-mode gfm-mode conf-toml-mode toml-ts-mode)
  "Modes in which Redline runs, if the file belongs to a book.")

(defun redline-eglot-root (directory)
  "Return the folder with the `book.toml' of DIRECTORY, or nil."
  (locate-dominating-file directory "book.toml"))

;; A book in a folder of a repository is a project of its own, so that Eglot's root is the book.
(defun redline-eglot-project (directory)
  "Return the book of DIRECTORY as a project, or nil."
  (let ((root (redline-eglot-root directory)))
    (and root (cons 'redline-book (expand-file-name root)))))

(cl-defmethod project-root ((project (head redline-book)))
  "Return the folder with the `book.toml' of PROJECT."
  (cdr project))

;; Of the TOML files of a book, only book.toml is of interest.
(defun redline-eglot-ensure ()
  "Start Redline in this buffer if its file belongs to a book."
  (when (and buffer-file-name
             (redline-eglot-root default-directory)
             (or (derived-mode-p 'markdown-mode)
                 (equal (file-name-nondirectory buffer-file-name) "book.toml")))
    (add-hook 'project-find-functions #'redline-eglot-project -50 t)
    (eglot-ensure)))

(defun redline-eglot-fix-all ()
  "Apply all safe fixes to this buffer."
  (interactive)
  (eglot-code-actions (point-min) (point-max) "source.fixAll.redline" t))

(put 'conf-toml-mode 'eglot-language-id "toml")
(add-to-list 'eglot-server-programs (cons redline-eglot-modes '("mdbook-redline" "lsp")))
(unless (default-value 'eglot-workspace-configuration)
  (setq-default eglot-workspace-configuration '((:redline . (:run "onType" :scope "open")))))

(provide 'redline-eglot)
;;; redline-eglot.el ends here
