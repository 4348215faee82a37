#pragma once

// The wizard's page of the agents: for each host a text to be copied and the file it belongs into. GUI
// thread.

#include "gui/wizard/setupchoices.h"

#include <QWizardPage>

class QLabel;
class QListWidget;
class QPlainTextEdit;

namespace exaid {

class AgentsPage final : public QWizardPage
{
    Q_OBJECT
public:
    explicit AgentsPage(const QList<AgentConfig> &agents, QWidget *parent = nullptr);

private:
    void showAgent(int row);

    const QList<AgentConfig> m_agents;
    QListWidget *m_list;
    QLabel *m_file;
    QLabel *m_command;
    QPlainTextEdit *m_text;
};

} // namespace exaid
