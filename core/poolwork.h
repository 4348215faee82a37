#pragma once

// Blocking work on a pool, its result back on the asker's thread: `then` runs from the event loop of
// `context`, and not at all when `context` is gone by then. The pool must be waited for before what `job`
// refers to ends; give it values.

#include <QFutureWatcher>
#include <QObject>
#include <QPromise>
#include <QThreadPool>
#include <memory>
#include <type_traits>
#include <utility>

namespace exaid {

template <typename Job, typename Then>
void runOnPool(QThreadPool &pool, QObject *context, Job job, Then then)
{
    using Returned = std::invoke_result_t<Job>;
    auto promise = std::make_shared<QPromise<Returned>>();
    auto *watcher = new QFutureWatcher<Returned>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, then = std::move(then)] {
        watcher->deleteLater();
        then(watcher->result());
    });
    watcher->setFuture(promise->future());
    promise->start();
    pool.start([promise, job = std::move(job)] {
        promise->addResult(job());
        promise->finish();
    });
}

} // namespace exaid
