from django.urls import path

from .views import contacts, directory, imports, sheets

app_name = "actors"
ONE = "<int:organisation_id>/"
CONTACT = "contacts/<int:contact_id>/"
IMPORT = "imports/<int:import_id>/"

urlpatterns = [
    path("", directory.home, name="home"),
    path("points.geojson", directory.points, name="points"),
    path("export.<str:form>", directory.export, name="export"),
    path("archives/", directory.archived, name="archived"),
    path("nouvelle/", sheets.new, name="new"),
    path(ONE, sheets.sheet, name="sheet"),
    path(f"{ONE}modifier/", sheets.edit, name="edit"),
    path(f"{ONE}toujours-exact/", sheets.confirm, name="confirm"),
    path(f"{ONE}archiver/", sheets.archive, name="archive"),
    path(f"{ONE}reprendre/", sheets.restore, name="restore"),
    path(f"{ONE}representants/", sheets.add_representative, name="add_representative"),
    path(f"{ONE}contacts/nouveau/", contacts.new, name="contact_new"),
    path("representants/<int:representative_id>/retirer/", sheets.remove_representative, name="remove_representative"),
    path("contacts-a-revoir/", contacts.to_review, name="contacts_to_review"),
    path(CONTACT, contacts.edit, name="contact_edit"),
    path(f"{CONTACT}rencontre/", contacts.meet, name="contact_meet"),
    path(f"{CONTACT}effacer/", contacts.erase, name="contact_erase"),
    path("imports/", imports.past, name="imports"),
    path("imports/nouveau/", imports.new, name="import_new"),
    path("imports/modele.<str:form>", imports.template, name="import_template"),
    path(IMPORT, imports.preview, name="import_preview"),
    path(f"{IMPORT}appliquer/", imports.apply, name="import_apply"),
    path(f"{IMPORT}annuler/", imports.undo, name="import_undo"),
]
