#include "core/tools/chatpreparation.h"

#include <QPromise>
#include <QRunnable>

namespace exaid {

namespace {

class ChatPreparationJob final : public QRunnable
{
public:
    explicit ChatPreparationJob(ChatMaterial material)
        : m_material(std::move(material))
    {
        m_promise.start();
    }

    QFuture<Result<PreparedChat>> future() const { return m_promise.future(); }

    void run() override
    {
        m_promise.addResult(prepareChat(m_material, [this] { return m_promise.isCanceled(); }));
        m_promise.finish();
    }

private:
    ChatMaterial m_material;
    QPromise<Result<PreparedChat>> m_promise;
};

} // namespace

Result<PreparedChat> prepareChat(const ChatMaterial &material, const std::function<bool()> &stopped)
{
    const Result<QList<TextFile>> read = readTextFiles(material.files, material.rules, stopped);
    if (!read)
        return read.error();
    PreparedChat prepared;
    for (const TextFile &file : *read)
        prepared.files.append({file.path, file.text});
    if (!stopped()) {
        prepared.prompt = renderChat(material.systemPrompt, material.history, material.prompt, prepared.files,
                                     material.tokenLimit);
    }
    return prepared;
}

QFuture<Result<PreparedChat>> prepareChatLater(QThreadPool &pool, ChatMaterial material)
{
    auto *job = new ChatPreparationJob(std::move(material)); // the pool deletes it
    QFuture<Result<PreparedChat>> future = job->future();
    pool.start(job);
    return future;
}

} // namespace exaid
