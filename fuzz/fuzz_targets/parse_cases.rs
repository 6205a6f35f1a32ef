//! Any text as a case file gives cases or errors with their lines.
#![no_main]

use headstamp_reader::cases::parse_cases;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    match parse_cases(text) {
        Ok(cases) => {
            for case in cases {
                assert!(case.block.0 <= case.block.1);
            }
        }
        Err(errors) => assert!(!errors.is_empty()),
    }
});
