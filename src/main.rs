//! The command line of stakeout: see `stakeout --help`.

fn main() -> std::process::ExitCode {
    stakeout::cli::run(std::env::args_os()).into()
}

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
