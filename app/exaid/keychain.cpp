#include "app/exaid/keychain.h"

#include "core/config/settingsstore.h"

#include <QEventLoop>
#include <QFutureWatcher>
#include <QPromise>
#include <QThread>
#include <QTimer>
#include <qt6keychain/keychain.h>
#include <utility>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString Service = u"exaid"_s;

Error slowKeychain()
{
    return {u"keychain_slow"_s, u"the keychain does not answer"_s,
            u"Unlock it, or give the key in the environment or the settings file."_s};
}

Error failedKeychain(const QKeychain::Job &job)
{
    return {u"keychain_failed"_s, u"the keychain says: %1"_s.arg(job.errorString()),
            u"Unlock it, or give the key in the environment or the settings file."_s};
}

// QtKeychain has one queue for the whole process, which belongs to the thread that used it first, and its
// Secret Service needs GLib's loop, which the headless daemon does without. So all jobs run on a thread of
// their own.
class SystemKeychain final : public Keychain
{
public:
    ~SystemKeychain() override
    {
        m_thread.quit();
        m_thread.wait();
    }

    void read(const QString &name, QObject *context, Read then) override
    {
        using Job = QKeychain::ReadPasswordJob;
        run<Job, Result<Secret>>([name] { return prepared(new Job(Service), name); },
                                 [](const Job &job) -> Result<Secret> { return Secret(job.binaryData()); },
                                 context, std::move(then));
    }

    void write(const QString &name, const Secret &secret, QObject *context, Written then) override
    {
        using Job = QKeychain::WritePasswordJob;
        const auto make = [name, secret] {
            auto *job = prepared(new Job(Service), name);
            job->setBinaryData(secret.reveal());
            return job;
        };
        run<Job, Status>(make, [](const Job &) -> Status { return Done{}; }, context, std::move(then));
    }

private:
    template <typename Job>
    static Job *prepared(Job *job, const QString &name)
    {
        job->setAutoDelete(true);
        job->setInsecureFallback(false);
        job->setKey(name);
        return job;
    }

    void startThread()
    {
        if (m_thread.isRunning())
            return;
        qunsetenv("QT_NO_GLIB"); // read when a thread's loop is made
        m_worker.moveToThread(&m_thread);
        m_thread.setObjectName(u"keychain"_s);
        m_thread.start();
    }

    // `take` makes the answer of a job that went well. A job can't be cancelled: one that is late ends
    // unheard.
    template <typename Job, typename Given, typename Make, typename Take, typename Then>
    void run(Make make, Take take, QObject *context, Then then)
    {
        startThread();
        auto promise = std::make_shared<QPromise<Given>>();
        auto *watcher = new QFutureWatcher<Given>(context);
        QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, then] {
            watcher->deleteLater();
            then(watcher->result());
        });
        watcher->setFuture(promise->future());
        promise->start();
        const auto answer = [promise, isDone = std::make_shared<bool>(false)](const Given &result) {
            if (std::exchange(*isDone, true))
                return;
            promise->addResult(result);
            promise->finish();
        };
        QMetaObject::invokeMethod(&m_worker, [this, make, take, answer] {
            Job *job = make();
            QObject::connect(job, &QKeychain::Job::finished, &m_worker, [job, take, answer] {
                answer(job->error() == QKeychain::NoError ? take(*job) : Given(failedKeychain(*job)));
            });
            QTimer::singleShot(Limit, &m_worker, [answer] { answer(Given(slowKeychain())); });
            job->start();
        });
    }

    QThread m_thread;
    QObject m_worker; // lives on m_thread; all jobs start there
};

} // namespace

std::unique_ptr<Keychain> systemKeychain()
{
    return std::make_unique<SystemKeychain>();
}

LoadedSettings loadWithKeychain(SettingsSources &sources, Keychain &keychain)
{
    LoadedSettings loaded = loadSettings(sources);
    if (loaded.keychainNames.isEmpty())
        return loaded;
    QEventLoop loop;
    QObject context;
    qsizetype open = loaded.keychainNames.size();
    KeychainKeys keys;
    for (const QString &name : std::as_const(loaded.keychainNames)) {
        keychain.read(name, &context, [&, name](const Result<Secret> &read) {
            keys.insert(name, read);
            if (--open == 0)
                loop.quit();
        });
    }
    if (open > 0)
        loop.exec();
    sources.keychain = keys;
    return loadSettings(sources);
}

} // namespace exaid
