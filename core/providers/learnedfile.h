#pragma once

// Keeps what was learned of the models' pauses over a restart: learned.json in the state directory, replaced
// as a whole, readable for its owner only. Read and written on a thread of its own; when writing is slow only
// the newest state is written. A file that can't be understood is put aside as learned.json.unreadable, and
// learning starts anew. The members may be called from any thread and never wait for the disk, but close().

#include "core/providers/learnedstalls.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

namespace exaid {

class LearnedFile
{
public:
    // What there was, once, and problems for the event log; empty: none. On the file's thread.
    using Loaded = std::function<void(const LearnedStalls &learned, const QString &problem)>;

    // stateDir empty: nothing is kept.
    LearnedFile(const QString &stateDir, Loaded loaded);
    ~LearnedFile() { close(); }
    Q_DISABLE_COPY_MOVE(LearnedFile)

    void save(const LearnedStalls &learned);
    // Writes what was saved last, then ends the thread.
    void close();

    static QString pathIn(const QString &stateDir);

private:
    void run();
    void write(const LearnedStalls &learned);

    const QString m_path;
    const Loaded m_loaded;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::optional<LearnedStalls> m_pending;
    bool m_closing = false;
    bool m_reported = false; // writer's thread only
    std::thread m_thread;    // last: it uses all of the above
};

// Reads the file at once; for commands without an event loop. No file is nothing learned.
Result<LearnedStalls> readLearned(const QString &path);

} // namespace exaid
