#pragma once

// A request body that can be read once and never again, so that QNetworkAccessManager has nothing to send a
// second time when the provider drops the connection: each repeat of a POST would be another paid call. Qt
// then ends the reply with ContentReSendError. Core thread; owned by its reply.

#include <QByteArray>
#include <QIODevice>

namespace exaid {

class OneShotBody final : public QIODevice
{
    Q_OBJECT
public:
    explicit OneShotBody(QByteArray bytes, QObject *parent = nullptr);

    // Something was handed out: the provider may have got it.
    bool wasRead() const { return m_position > 0; }

    bool isSequential() const override { return true; }
    bool seek(qint64 position) override;
    bool reset() override { return !wasRead(); }
    bool atEnd() const override { return m_position == m_bytes.size(); }
    qint64 size() const override { return bytesAvailable(); }
    qint64 bytesAvailable() const override { return m_bytes.size() - m_position; }

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    const QByteArray m_bytes;
    qint64 m_position = 0;
};

} // namespace exaid
