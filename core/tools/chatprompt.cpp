#include "core/tools/chatprompt.h"

#include "core/tools/tokenestimate.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

// The mark comes from the content's own hash, which the content can't contain: no file can end its block
// early and speak in the user's voice.
QString fileBlock(const ConversationFile &file)
{
    const QByteArray hash =
        QCryptographicHash::hash(file.text.toUtf8(), QCryptographicHash::Sha256).toHex().left(16);
    const QString mark = QString::fromLatin1(hash);
    const QString path =
        QString::fromUtf8(QJsonDocument(QJsonArray{file.path}).toJson(QJsonDocument::Compact));
    QString block =
        u"=== FILE "_s + path.sliced(1, path.size() - 2) + u" ["_s + mark + u"] ===\n"_s + file.text;
    if (!block.endsWith(u'\n'))
        block += u'\n';
    return block + u"=== END ["_s + mark + u"] ===\n\n"_s;
}

QString renderTurn(const QString &prompt, const QList<ConversationFile> &files, QSet<QString> &shownLater)
{
    QString text;
    for (const ConversationFile &file : files) {
        if (shownLater.contains(file.path))
            continue;
        shownLater.insert(file.path);
        text += fileBlock(file);
    }
    return text + prompt;
}

} // namespace

ChatPrompt renderChat(const QString &systemPrompt, const QList<Exchange> &history, const QString &prompt,
                      const QList<ConversationFile> &files, qint64 tokenLimit)
{
    ChatPrompt rendered;
    QSet<QString> shownLater;
    const auto add = [&rendered](const QString &role, const QString &content, qint64 tokens) {
        rendered.messages.prepend({role, content});
        rendered.estimatedTokens += tokens;
    };
    const QString turn = renderTurn(prompt, files, shownLater);
    add(u"user"_s, turn, estimatedTokens(turn));
    rendered.estimatedTokens += estimatedTokens(systemPrompt);
    // From the newest turn back, so that what does not fit is the oldest.
    for (qsizetype i = history.size() - 1; i >= 0; --i) {
        const Exchange &exchange = history.at(i);
        const QString asked = renderTurn(exchange.prompt, exchange.files, shownLater);
        const qint64 tokens = estimatedTokens(asked) + estimatedTokens(exchange.answer);
        if (tokenLimit > 0 && rendered.estimatedTokens + tokens > tokenLimit) {
            rendered.droppedExchanges = static_cast<int>(i) + 1;
            break;
        }
        add(u"assistant"_s, exchange.answer, 0);
        add(u"user"_s, asked, tokens);
    }
    if (!systemPrompt.isEmpty())
        rendered.messages.prepend({u"system"_s, systemPrompt});
    return rendered;
}

} // namespace exaid
