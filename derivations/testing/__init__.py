"""Derivations as tests: a pytest item for each step, and property tests on random laws."""

from .drawing import random_instances as random_instances
from .evaluation import evaluate as evaluate
from .gaussian import GaussianInstance as GaussianInstance
from .instances import Instance as Instance
from .judging import Judgement as Judgement
from .judging import judge as judge
from .properties import instances as instances
from .properties import property_test as property_test
