;; Emacs with Eglot and `editors/emacs/redline-eglot.el', in which RUNTIME is the folder `editors/emacs'.
;; Run by tests/editors/main.rs: emacs -Q --batch -l eglot.el
(setq make-backup-files nil create-lockfiles nil
      user-emacs-directory (getenv "STATE")
      project-list-file (expand-file-name "projects" (getenv "STATE"))
      eglot-sync-connect 10 eglot-autoshutdown nil eglot-send-changes-idle-time 0.1
      eglot-confirm-server-initiated-edits nil)
;; `-Q' leaves out the packages of the distribution.
(dolist (folder (file-expand-wildcards "/usr/share/emacs/site-lisp/elpa/*")) (add-to-list 'load-path folder))
(add-to-list 'load-path (getenv "RUNTIME"))
(require 'json)
(require 'flymake)
(require 'markdown-mode)
(require 'redline-eglot)
(add-hook 'markdown-mode-hook #'redline-eglot-ensure)
(add-hook 'conf-toml-mode-hook #'redline-eglot-ensure)

;; Eglot starts when the command that opened the file has ended.
(defun test-open (file)
  (find-file file)
  (run-hooks 'post-command-hook))

(defun test-diagnostics ()
  "Diagnostics as bytes of the file."
  (vconcat
   (mapcar (lambda (item)
             (let ((sent (alist-get 'eglot-lsp-diag (flymake-diagnostic-data item))))
               (list :start (1- (position-bytes (flymake-diagnostic-beg item)))
                     :end (1- (position-bytes (flymake-diagnostic-end item)))
                     :rule (plist-get sent :code) :message (plist-get sent :message)
                     :source (plist-get sent :source) :severity (plist-get sent :severity))))
           (flymake-diagnostics))))

(defun test-wait-for (count)
  (let ((end (+ (float-time) 20)))
    (while (and (< (float-time) end) (/= (length (flymake-diagnostics)) count))
      (accept-process-output nil 0.05)
      (flymake-start)))
  (accept-process-output nil 0.5)
  (test-diagnostics))

(defun test-servers (file)
  (test-open file)
  (if (eglot-managed-p) 1 0))

(test-open (getenv "FILE"))
(let* ((before (test-wait-for (string-to-number (getenv "BEFORE"))))
       (server (eglot-current-server))
       (chapter (current-buffer))
       (after (progn (redline-eglot-fix-all)
                     (save-buffer)
                     (test-wait-for (string-to-number (getenv "AFTER")))))
       (name (plist-get (eglot--server-info server) :name))
       (in-book (test-servers (expand-file-name "book.toml" (getenv "ROOT"))))
       (in-other (test-servers (expand-file-name "other.toml" (getenv "ROOT"))))
       (in-lone (test-servers (getenv "LONE")))
       (stopped (condition-case nil (progn (with-current-buffer chapter (eglot-shutdown server nil 5)) t) (error nil))))
  (with-temp-file (getenv "REPORT")
    (insert (json-encode (list :before before :after after :server name
                               :in_book_toml in-book :in_other_toml in-other :in_lone_markdown in-lone
                               :stopped (if stopped t :json-false))))))
