"""Forms of the directory, of its contacts, of its lists, of what is brought in."""

from .contacts import ContactForm, DepartureForm, ExchangeForm, RegisterForm
from .imports import MappingForm, UploadForm, numbers_in, read_corrections
from .lists import BulkForm, ColumnsForm, FilterForm, SavedListForm, read_chosen
from .organisations import OrganisationForm, RelationForm, RepresentativeForm, SiteForm

__all__ = [
    "BulkForm",
    "ColumnsForm",
    "ContactForm",
    "DepartureForm",
    "ExchangeForm",
    "FilterForm",
    "MappingForm",
    "OrganisationForm",
    "RegisterForm",
    "RelationForm",
    "RepresentativeForm",
    "SavedListForm",
    "SiteForm",
    "UploadForm",
    "numbers_in",
    "read_chosen",
    "read_corrections",
]
