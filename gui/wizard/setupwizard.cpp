#include "gui/wizard/setupwizard.h"

#include "core/config/settingsreport.h"
#include "gui/icons.h"
#include "gui/wizard/agentspage.h"
#include "gui/wizard/keyspage.h"
#include "gui/wizard/startpage.h"

#include <QMessageBox>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

SetupWizard::SetupWizard(FeedStore &store, const SetupOffers &offers, QWidget *parent)
    : QWizard(parent)
    , m_client(store)
    , m_offers(offers)
    , m_keys(new KeysPage(m_client, this))
    , m_start(new StartPage(m_client, offers, this))
{
    setObjectName(u"setupWizard"_s);
    setWindowTitle(tr("Set Up exaid"));
    setWindowIcon(icons::application());
    setWizardStyle(QWizard::ClassicStyle);
    setOption(QWizard::NoBackButtonOnStartPage);
    setOption(QWizard::HaveFinishButtonOnEarlyPages);
    setButtonText(QWizard::CancelButton, tr("S&kip"));
    setButtonText(QWizard::FinishButton, tr("&Finish"));
    setButtonText(QWizard::NextButton, tr("Ne&xt"));
    setButtonText(QWizard::BackButton, tr("&Back"));
    addPage(m_keys);
    addPage(m_start);
    // Whoever has no more to say may leave from here.
    m_keys->setFinalPage(true);
    m_start->setFinalPage(true);
    if (!offers.agents.isEmpty())
        addPage(new AgentsPage(offers.agents, this));
    m_client.setActive(true);
    resize(720, 560);
}

// Closes when the daemon has taken the choices; else stays and says why.
void SetupWizard::accept()
{
    const StartAtLogin start = m_start->start();
    const QList<SettingEdit> edits = m_keys->edits() + m_start->edits();
    const auto finish = [this, start] {
        if (start != m_offers.present)
            Q_EMIT startChosen(start);
        QWizard::accept();
    };
    if (edits.isEmpty()) {
        finish();
        return;
    }
    m_client.apply({edits, {}}, this, [this, finish](const Result<SettingsOutcome> &done) {
        QString why;
        if (!done)
            why = done.error().message + u' ' + done.error().hint;
        else if (!done->errors.isEmpty())
            why = problemText(done->errors.constFirst());
        if (why.isEmpty()) {
            const bool waits = std::ranges::any_of(done->changes, &SettingChange::needsRestart);
            Q_EMIT said(waits ? tr("Saved. Restart the daemon to use it.") : tr("Saved."));
            finish();
            return;
        }
        auto *box = new QMessageBox(QMessageBox::Warning, tr("Set Up exaid"),
                                    tr("Nothing was changed: %1").arg(why), QMessageBox::Ok, this);
        box->setObjectName(u"setupProblem"_s);
        box->setAttribute(Qt::WA_DeleteOnClose);
        box->open();
    });
}

} // namespace exaid
