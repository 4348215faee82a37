#include "gui/wizard/agentspage.h"

#include "gui/icons.h"

#include <QApplication>
#include <QClipboard>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

AgentsPage::AgentsPage(const QList<AgentConfig> &agents, QWidget *parent)
    : QWizardPage(parent)
    , m_agents(agents)
    , m_list(new QListWidget(this))
    , m_file(new QLabel(this))
    , m_command(new QLabel(this))
    , m_text(new QPlainTextEdit(this))
{
    setTitle(tr("Connect your agents"));
    setSubTitle(tr("Copy the text into the agent's configuration and restart the agent."));
    m_list->setObjectName(u"agents"_s);
    m_list->setAccessibleName(tr("Agents"));
    m_list->setFixedWidth(fontMetrics().averageCharWidth() * 22);
    for (const AgentConfig &agent : m_agents)
        m_list->addItem(agent.name);
    m_file->setWordWrap(true);
    m_file->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_command->setObjectName(u"agentCommand"_s);
    m_command->setWordWrap(true);
    m_command->setTextFormat(Qt::PlainText);
    m_command->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setObjectName(u"agentText"_s);
    m_text->setAccessibleName(tr("Configuration to copy"));
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    auto *copy = new QPushButton(icons::copy(), tr("&Copy"), this);
    copy->setObjectName(u"copyAgent"_s);
    connect(copy, &QPushButton::clicked, this,
            [this] { QApplication::clipboard()->setText(m_text->toPlainText()); });
    connect(m_list, &QListWidget::currentRowChanged, this, &AgentsPage::showAgent);
    auto *side = new QVBoxLayout;
    side->addWidget(m_file);
    side->addWidget(m_text, 1);
    side->addWidget(copy, 0, Qt::AlignRight);
    side->addWidget(m_command);
    auto *row = new QHBoxLayout(this);
    row->setSpacing(12);
    row->addWidget(m_list);
    row->addLayout(side, 1);
    m_list->setCurrentRow(0);
}

void AgentsPage::showAgent(int row)
{
    if (row < 0 || row >= m_agents.size())
        return;
    const AgentConfig &agent = m_agents.at(row);
    m_file->setText(agent.file.isEmpty() ? QString() : tr("Belongs into %1").arg(agent.file));
    m_text->setPlainText(agent.text);
    m_command->setText(
        agent.command.isEmpty()
            ? QString()
            : tr("In a terminal, “%1” does the same and keeps what is there.").arg(agent.command));
}

} // namespace exaid
