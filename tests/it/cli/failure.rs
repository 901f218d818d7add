//! What fails while the program works: files that change, vanish or are forbidden, what the system has too little of, and an
//! end that comes too early. Each has its exit code and its message.
