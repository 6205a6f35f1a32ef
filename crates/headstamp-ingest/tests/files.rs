//! Files, folders and links as they come, good and bad.

use headstamp_ingest::{
    Entry, ErrorKind, IngestError, Ingested, Input, Note, NoteKind, Options, ingest,
};
use std::fs;
use std::path::Path;

#[derive(Default)]
struct Found {
    entries: Vec<Entry>,
    errors: Vec<IngestError>,
    notes: Vec<Note>,
}

fn read_with(paths: &[&Path], options: &Options<'_>) -> Found {
    let inputs: Vec<Input> = paths
        .iter()
        .map(|path| Input::from_argument(*path))
        .collect();
    let mut found = Found::default();
    ingest(&inputs, options, &mut |item| match item {
        Ingested::Document(entry) => found.entries.push(*entry),
        Ingested::Error(error) => found.errors.push(error),
        Ingested::Note(note) => found.notes.push(note),
        _ => panic!("something new"),
    });
    found
}

fn read(path: &Path) -> Found {
    read_with(&[path], &Options::default())
}

fn write(folder: &Path, name: &str, content: impl AsRef<[u8]>) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    fs::write(path, content).expect("a file");
}

fn ids(found: &Found) -> Vec<&str> {
    found
        .entries
        .iter()
        .map(|entry| entry.document.id.as_str())
        .collect()
}

#[test]
fn a_folder_is_read_in_sorted_order_with_every_format_in_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    write(root, "b.txt", "date 2024-02\nThe second ship came in.\n");
    write(root, "a/notes.md", "# Ships\n\nThe first ship came in.\n");
    write(
        root,
        "c.jsonl",
        "{\"id\": \"r1\", \"text\": \"A record.\"}\n{\"text\": \"Another record.\"}\n",
    );
    write(root, ".hidden/x.txt", "not this");
    write(root, "a/.x.txt", "nor this");
    let found = read(root);
    assert_eq!(ids(&found), ["notes", "b", "r1", "c:2"]);
    assert!(found.errors.is_empty(), "{:?}", found.errors);
    assert!(
        found
            .entries
            .first()
            .is_some_and(|entry| entry.document.title.as_deref() == Some("Ships"))
    );
}

#[test]
fn two_files_with_the_same_stem_get_different_ids_whatever_the_order() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "x/a.txt", "One.");
    write(folder.path(), "y/a.txt", "Two.");
    write(folder.path(), "y/a.png", b"\x89PNG\r\n\x1A\n\0");
    write(folder.path(), "z/b.txt", "Three.");
    write(folder.path(), "z/b.pdf", b"%PDF-1.4\n");
    assert_eq!(ids(&read(folder.path())), ["x/a", "y/a", "b"]);
}

#[test]
fn files_of_other_formats_in_a_folder_are_counted_not_failed() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "a.txt", "Words.");
    write(folder.path(), "b.pdf", b"%PDF-1.4\n%\xE2\xE3\xCF\xD3");
    write(folder.path(), "c.pdf", b"%PDF-1.4\n%\xE2\xE3\xCF\xD3");
    write(folder.path(), "d.csv", "one,two\n");
    let found = read(folder.path());
    assert_eq!((found.entries.len(), found.errors.len()), (1, 0));
    let formats = vec![("PDF".to_owned(), 2), ("`.csv`".to_owned(), 1)];
    assert_eq!(
        found
            .notes
            .into_iter()
            .map(|note| note.kind)
            .collect::<Vec<_>>(),
        [NoteKind::Skipped { formats }]
    );
}

#[test]
fn a_folder_with_nothing_to_read_is_an_error_that_says_what_it_holds() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "b.pdf", b"%PDF-1.4\n");
    let found = read(folder.path());
    let error = found.errors.first().expect("an error");
    assert!(error.to_string().contains("can be read: 1 PDF"), "{error}");
}

#[test]
fn a_missing_file_is_told_and_the_next_one_read() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "a.txt", "Words.");
    let missing = folder.path().join("missing.txt");
    let found = read_with(
        &[&missing, &folder.path().join("a.txt")],
        &Options::default(),
    );
    assert_eq!(ids(&found), ["a"]);
    let error = found.errors.first().expect("an error");
    assert!(matches!(error.kind, ErrorKind::NotFound));
    assert!(
        error
            .to_string()
            .contains("missing.txt: there is no such file"),
        "{error}"
    );
}

#[test]
fn an_empty_file_is_an_error_wherever_it_lies() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "a.txt", "");
    write(folder.path(), "b.txt", " \r\n\n");
    write(folder.path(), "c.txt", "\u{FEFF}");
    write(folder.path(), "d.txt", "Words.");
    let found = read(folder.path());
    assert_eq!(ids(&found), ["d"]);
    assert_eq!(
        found
            .errors
            .iter()
            .filter(|error| matches!(error.kind, ErrorKind::Empty))
            .count(),
        3
    );
}

#[test]
fn the_same_file_named_twice_is_two_documents_and_a_note() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "a.txt", "Words.");
    let path = folder.path().join("a.txt");
    let found = read_with(&[&path, &path], &Options::default());
    assert_eq!(ids(&found), ["a", "a"]);
    let notes = &found.entries.last().expect("an entry").notes;
    assert!(
        notes
            .iter()
            .any(|note| matches!(&note.kind, NoteKind::DuplicateId { id, .. } if id == "a")),
        "{notes:?}"
    );
}

#[test]
fn the_hash_is_of_the_bytes_as_they_lie_on_disk() {
    let folder = tempfile::tempdir().expect("a folder");
    let bytes = b"\xEF\xBB\xBFdate 2024-02\r\n\r\nWords.\r\n";
    write(folder.path(), "a.txt", bytes);
    let found = read(folder.path());
    let entry = found.entries.first().expect("a document");
    assert_eq!(entry.document.sha256, headstamp_model::sha256_hex(bytes));
    assert_eq!(entry.original, bytes);
    assert_eq!(entry.document.text, "Words.\r\n");
}

#[cfg(unix)]
mod links {
    use super::*;
    use std::os::unix::fs::symlink;

    #[test]
    fn a_link_back_to_its_own_folder_is_told_and_the_rest_read() {
        let folder = tempfile::tempdir().expect("a folder");
        write(folder.path(), "a/one.txt", "Words.");
        symlink(folder.path(), folder.path().join("a/up")).expect("a link");
        let found = read(folder.path());
        assert_eq!(ids(&found), ["one"]);
        assert!(matches!(
            found.errors.as_slice(),
            [IngestError {
                kind: ErrorKind::SymlinkLoop { .. },
                ..
            }]
        ));
    }

    #[test]
    fn a_link_to_itself_and_a_link_to_nothing_are_errors() {
        let folder = tempfile::tempdir().expect("a folder");
        let itself = folder.path().join("itself");
        symlink(&itself, &itself).expect("a link");
        symlink(
            folder.path().join("nowhere"),
            folder.path().join("dangling"),
        )
        .expect("a link");
        assert!(matches!(
            read(&itself).errors.as_slice(),
            [IngestError {
                kind: ErrorKind::Unreadable(_),
                ..
            }]
        ));
        assert_eq!(
            read(folder.path())
                .errors
                .iter()
                .filter(|error| error.line.is_none())
                .count(),
            2
        );
    }

    #[test]
    fn a_pipe_in_a_folder_is_not_waited_for() {
        let folder = tempfile::tempdir().expect("a folder");
        write(folder.path(), "a.txt", "Words.");
        let _socket =
            std::os::unix::net::UnixListener::bind(folder.path().join("socket")).expect("a socket");
        let found = read(folder.path());
        assert_eq!(ids(&found), ["a"]);
        assert!(matches!(
            found.errors.as_slice(),
            [IngestError {
                kind: ErrorKind::NotAFile,
                ..
            }]
        ));
    }

    #[test]
    fn a_file_that_may_not_be_read_is_an_error() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        write(folder.path(), "a.txt", "Words.");
        write(folder.path(), "b.txt", "Words.");
        let path = folder.path().join("a.txt");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o0)).expect("permissions");
        // The superuser reads it all the same; then both must come out.
        let readable = fs::File::open(&path).is_ok();
        let found = read(folder.path());
        assert_eq!(found.entries.len(), if readable { 2 } else { 1 });
        assert_eq!(
            found
                .errors
                .iter()
                .filter(|error| matches!(error.kind, ErrorKind::Unreadable(_)))
                .count(),
            usize::from(!readable)
        );
    }
}
