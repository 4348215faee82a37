#include "gui/widgets/calldetails.h"

#include "gui/feed/feedstore.h"
#include "gui/models/callcells.h"
#include "gui/models/calltablemodel.h"
#include "gui/models/texts.h"
#include "gui/widgets/callclocks.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr Duration AskInterval = std::chrono::seconds(1);

QString joined(const QStringList &parts)
{
    QStringList said;
    for (const QString &part : parts) {
        if (!part.isEmpty())
            said << part;
    }
    return said.join(u" · "_s);
}

} // namespace

CallDetails::CallDetails(FeedStore &store, QWidget *parent)
    : QWidget(parent)
    , m_store(store)
    , m_hint(new QLabel(tr("Select a call to see its clocks and how it ended."), this))
    , m_body(new QWidget(this))
    , m_form(new QFormLayout)
    , m_state(addField(u"callState"_s, tr("State")))
    , m_what(addField(u"callTool"_s, tr("Tool")))
    , m_who(addField(u"callSession"_s, tr("Session")))
    , m_model(addField(u"callModel"_s, tr("Model")))
    , m_times(addField(u"callTimes"_s, tr("Times")))
    , m_use(addField(u"callUse"_s, tr("Use")))
    , m_ids(addField(u"callIds"_s, tr("Request")))
    , m_message(addField(u"callMessage"_s, tr("Message")))
    , m_clocks(new CallClocks(m_body))
{
    setObjectName(u"callDetails"_s);
    setAccessibleName(tr("Details of the selected call"));
    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setWordWrap(true);
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setVerticalSpacing(3);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    auto *row = new QHBoxLayout(m_body);
    row->setContentsMargins(0, 6, 0, 0);
    row->setSpacing(24);
    row->addLayout(m_form, 1);
    row->addWidget(m_clocks, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_hint);
    column->addWidget(m_body);
    setCall({});
}

QLabel *CallDetails::addField(const QString &name, const QString &title)
{
    auto *value = new QLabel(m_body);
    value->setObjectName(name);
    value->setAccessibleName(title);
    value->setTextFormat(Qt::PlainText);
    value->setWordWrap(true);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    value->setMinimumWidth(fontMetrics().averageCharWidth() * 24);
    m_form->addRow(title, value);
    return value;
}

void CallDetails::setCall(const std::optional<CallRow> &row)
{
    const bool same = row && m_row && row->call == m_row->call && row->runs() == m_row->runs();
    m_hint->setVisible(!row);
    m_body->setVisible(row.has_value());
    if (!row) {
        m_row.reset();
        m_askTimer.cancel();
        m_clocks->clear();
        return;
    }
    if (same && row->row == m_row->row)
        return; // the next answer shows what has changed
    m_row = row;
    fill(*row);
    if (isVisible())
        ask();
}

void CallDetails::ask()
{
    m_askTimer.cancel();
    if (!m_row || !m_row->runs())
        return; // a row of the history is whole
    const quint64 call = m_row->call;
    m_store.ask(u"call_details"_s, {{u"call"_s, static_cast<qint64>(call)}}, this,
                [this, call](const Result<QJsonObject> &answer) {
                    if (!m_row || m_row->call != call || !m_row->runs())
                        return;
                    if (answer)
                        fill(callRowFromJson(*answer));
                    if (isVisible())
                        m_askTimer = m_store.timers().after(AskInterval, [this] { ask(); });
                });
}

void CallDetails::fill(const CallRow &row)
{
    const qint64 nowMs = m_store.daemonNowMs();
    const auto cell = [&](int column) { return callcells::text(row, column, nowMs); };
    m_state->setText(joined(
        {callcells::stateText(row), row.code, row.runs() && row.holdsSlot ? tr("holds a slot") : QString()}));
    m_what->setText(joined({row.tool, row.workClass, row.priority == "batch"_L1 ? tr("batch") : QString()}));
    m_who->setText(joined({row.session, row.client}));
    m_model->setText(joined({row.model, cell(CallTableModel::Provider)}));
    m_times->setText(joined({tr("started %1").arg(cell(CallTableModel::Started)),
                             row.runs() ? QString() : tr("ended %1").arg(cell(CallTableModel::Ended)),
                             tr("%1 in all", "duration").arg(cell(CallTableModel::Total))}));
    m_use->setText(joined(
        {row.promptTokens || row.completionTokens ? tr("%1 tokens").arg(cell(CallTableModel::Tokens))
                                                  : QString(),
         row.cachedTokens.value_or(0) > 0 ? tr("%1 of them cached").arg(QLocale().toString(*row.cachedTokens))
                                          : QString(),
         cell(CallTableModel::Cost), tr("%n attempt(s)", nullptr, row.attempts),
         tr("%n part(s) of the answer", nullptr, static_cast<int>(row.chunks))}));
    m_ids->setText(joined({row.requestId, tr("call %1").arg(row.call)}));
    m_message->setText(row.message);
    m_form->labelForField(m_message)->setVisible(!row.message.isEmpty());
    m_message->setVisible(!row.message.isEmpty());
    m_clocks->setCall(row, nowMs);
}

void CallDetails::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    ask();
}

void CallDetails::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_askTimer.cancel();
}

} // namespace exaid
