#pragma once

// One slot: who holds it, with what, in which phase and for how long against its deadline; or that it is
// free. The stripe has the owner's colour, the text its name. Can be focused; says the same to a screen
// reader. GUI thread.

#include "gui/feed/slothistory.h"

#include <QWidget>
#include <optional>

namespace exaid {

class SlotCell final : public QWidget
{
    Q_OBJECT
public:
    struct Content
    {
        QString slot; // "KIMI slot 1"
        std::optional<CallSnapshot> call;
        int ownerIndex = 0;
        bool isOverLimit = false; // held above a lowered limit
        qint64 nowMs = 0;         // the daemon's clock
        bool isStale = false;
    };

    explicit SlotCell(QWidget *parent = nullptr);

    void setContent(const Content &content);
    const Content &content() const { return m_content; }
    // Drawn with a strong frame.
    void setSelected(bool selected);
    quint64 callId() const { return m_content.call ? m_content.call->id : 0; }

    QSize sizeHint() const override;

Q_SIGNALS:
    void focused();

protected:
    void paintEvent(QPaintEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    QStringList lines() const;
    double timeUsed() const; // 0..1; 0 without a deadline
    bool isShortOfTime() const { return timeUsed() > 0.9; }

    Content m_content;
    QStringList m_lines;
    bool m_isSelected = false;
};

} // namespace exaid
